package io.jenkins.plugins.drawbridge.testkit.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.drawbridge.testkit.api.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Follows one deploy: the queue item until it names a build, then the build until it has ended. For one thread. */
final class Polling {

    private static final String ALL_BUILDS = "api/json?tree=builds[number,url,actions[parameters[name,value]]]";

    private final DeployTool tool;
    private final Triggered triggered;
    private final Set<String> seen = new LinkedHashSet<>();
    private @Nullable URI build;
    private int number;
    private int requests;

    Polling(DeployTool tool, Triggered triggered) {
        if (!triggered.isAccepted()) {
            throw new IllegalArgumentException("not accepted: HTTP " + triggered.status() + " " + triggered.body());
        }
        this.tool = tool;
        this.triggered = triggered;
    }

    Followed until(Duration interval, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        Followed now;
        do {
            pause(interval);
            String status = build == null ? queued() : built(build);
            seen.add(status);
            List<String> order = new ArrayList<>(seen);
            now = new Followed(status, order, number, build == null ? "" : build.toString(), requests);
        } while (!now.isFinal() && System.nanoTime() < end);
        return now;
    }

    private String queued() {
        URI item = triggered.queueItem();
        HttpResponse<String> response = get(resolved(item, "api/json"));
        if (response.statusCode() == 404) {
            return byTriggerId();
        }
        JsonNode json = json(response);
        if (json.path("cancelled").asBoolean()) {
            return "canceled";
        }
        JsonNode executable = json.path("executable");
        if (!executable.hasNonNull("number")) {
            return "pending";
        }
        found(executable);
        return "running";
    }

    /** A queue item is forgotten after some minutes: then the build is known by the trigger's id. */
    private String byTriggerId() {
        JsonNode json =
                json(get(tool.jobUri().resolve(ALL_BUILDS.replace("[", "%5B").replace("]", "%5D"))));
        for (JsonNode candidate : json.path("builds")) {
            if (isOurs(candidate)) {
                found(candidate);
                return "running";
            }
        }
        throw new IllegalStateException("the queue item is gone, and no build has our TRIGGER_ID");
    }

    private boolean isOurs(JsonNode candidate) {
        for (JsonNode action : candidate.path("actions")) {
            for (JsonNode parameter : action.path("parameters")) {
                if (parameter.path("name").asText().equals("TRIGGER_ID")
                        && parameter.path("value").asText().equals(triggered.triggerId())) {
                    return true;
                }
            }
        }
        return false;
    }

    private void found(JsonNode executable) {
        number = executable.path("number").asInt();
        build = URI.create(executable.path("url").asText());
    }

    private String built(URI uri) {
        JsonNode json = json(get(resolved(uri, "api/json")));
        if (json.path("building").asBoolean(true) || !json.hasNonNull("result")) {
            return "running";
        }
        return switch (json.path("result").asText()) {
            case "SUCCESS" -> "success";
            case "ABORTED" -> "canceled";
            case "NOT_BUILT" -> "skipped";
            default -> "failed";
        };
    }

    private HttpResponse<String> get(URI uri) {
        requests++;
        return tool.get(uri);
    }

    private static URI resolved(@Nullable URI item, String below) {
        String base = String.valueOf(item);
        return URI.create(base.endsWith("/") ? base + below : base + "/" + below);
    }

    private static JsonNode json(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException("HTTP " + response.statusCode() + " for " + response.uri());
        }
        try {
            return Json.MAPPER.readTree(response.body());
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    private static void pause(Duration interval) {
        try {
            TimeUnit.NANOSECONDS.sleep(interval.toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
