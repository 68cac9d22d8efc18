package io.jenkins.plugins.drawbridge.server.web;

import io.javalin.http.Context;
import io.jenkins.plugins.drawbridge.server.config.Settings;
import io.jenkins.plugins.drawbridge.server.store.Run;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The URLs the server hands out. */
public final class Links {

    private final Supplier<Settings> settings;

    public Links(Supplier<Settings> settings) {
        this.settings = settings;
    }

    /** The root without a slash at its end: the configured one, else as the caller reached us. */
    public String root(Context request) {
        URI configured = settings.get().server().publicUrl();
        String root = configured == null ? request.scheme() + "://" + request.host() : configured.toString();
        return root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
    }

    /** {@code /job/a/job/b/}. */
    public static String job(String id) {
        return Arrays.stream(id.split("/"))
                .map(name -> "/job/"
                        + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("", "", "/"));
    }

    /** The build's page; the queue item's while there is none. */
    public static String run(Run run) {
        return run.number() == 0 ? queueItem(run.id()) : job(run.job()) + run.number() + "/";
    }

    public static String queueItem(long id) {
        return "/queue/item/" + id + "/";
    }
}
