package io.jenkins.plugins.drawbridge.server.web.page;

import io.javalin.http.Context;
import io.jenkins.plugins.drawbridge.server.config.Role;
import io.jenkins.plugins.drawbridge.server.config.Settings;
import io.jenkins.plugins.drawbridge.server.runtime.RuntimeReader;
import io.jenkins.plugins.drawbridge.server.store.AuditEntry;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.Store;
import io.jenkins.plugins.drawbridge.server.web.Problem;
import io.jenkins.plugins.drawbridge.server.web.access.Caller;
import io.jenkins.plugins.drawbridge.server.web.access.Gate;
import io.jenkins.plugins.drawbridge.server.web.jenkins.Trigger;
import io.jenkins.plugins.drawbridge.server.web.page.view.Shell;
import io.jenkins.plugins.drawbridge.server.work.Queue;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What all pages need. Thread-safe. */
record PageContext(
        Supplier<Settings> settings,
        Store store,
        Queue queue,
        Gate gate,
        Trigger trigger,
        RuntimeReader runtime,
        Templates templates,
        Clock clock) {

    Caller caller(Context request, Role role) {
        return gate.require(request, role);
    }

    Instant now() {
        return clock.instant();
    }

    /** Shows a page of somebody who may see it. */
    void show(Context request, String template, Shell shell, Object view) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("shell", shell);
        values.put("view", view);
        values.put("now", now());
        templates.show(request, template, values);
    }

    Shell shell(String title, String area, Caller caller) {
        return shell(title, area, caller, 0);
    }

    Shell shell(String title, String area, Caller caller, int refreshSeconds) {
        return new Shell(
                title, area, StaticFiles.VERSION, caller, !caller.csrf().isEmpty(), refreshSeconds);
    }

    /** The run that a queue item's address names. */
    Run queued(Context request) {
        String id = request.pathParam("id");
        if (!id.matches("[1-9][0-9]{0,17}")) {
            throw Problem.notFound();
        }
        return store.runs().byId(Long.parseLong(id)).orElseThrow(Problem::notFound);
    }

    void audit(Context request, Caller caller, String what, String subject, String result) {
        store.audit().add(new AuditEntry(now(), caller.id(), what, subject, request.ip(), result));
    }
}
