package io.jenkins.plugins.drawbridge.server.web.page;

import io.javalin.http.Context;
import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.cluster.Environment;
import io.jenkins.plugins.drawbridge.server.config.Role;
import io.jenkins.plugins.drawbridge.server.config.Settings;
import io.jenkins.plugins.drawbridge.server.runtime.LogLines;
import io.jenkins.plugins.drawbridge.server.web.Problem;
import io.jenkins.plugins.drawbridge.server.web.access.Caller;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code /environments/DEV/}: what lives there now, read through the same link as a deploy. */
final class RuntimePage {

    private static final int REFRESH_SECONDS = 15;

    private final PageContext context;

    RuntimePage(PageContext context) {
        this.context = context;
    }

    void show(Context request) {
        Caller caller = context.caller(request, Role.VIEW);
        Settings settings = context.settings().get();
        Environment environment = environment(request, settings);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("shell", context.shell("Runtime of " + environment.id(), "", caller, REFRESH_SECONDS));
        values.put("environment", environment);
        try {
            values.put("view", context.runtime().read(environment, settings.shared()));
        } catch (DrawbridgeException unreachable) {
            values.put("failure", String.valueOf(unreachable.getMessage()));
        }
        values.put("now", context.now());
        context.templates().show(request, "runtime", values);
    }

    void log(Context request) {
        Caller caller = context.caller(request, Role.VIEW);
        Settings settings = context.settings().get();
        Environment environment = environment(request, settings);
        String pod = String.valueOf(request.queryParam("pod"));
        String container = String.valueOf(request.queryParam("container"));
        boolean previous = "true".equals(request.queryParam("previous"));
        if (!pod.matches("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?") || !container.matches("[a-z0-9-]{1,63}")) {
            throw Problem.notFound();
        }
        LogLines log = context.runtime().lastLogLines(environment, settings.shared(), pod, container, previous);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("shell", context.shell("Log of " + pod, "", caller));
        values.put("environment", environment);
        values.put("log", log);
        context.templates().show(request, "pod-log", values);
    }

    private static Environment environment(Context request, Settings settings) {
        return settings.shared().environment(request.pathParam("id")).orElseThrow(Problem::notFound);
    }
}
