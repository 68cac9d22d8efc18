package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.kube.ContainerLog;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Asks the cluster, once an object has failed, for what a person would look at next: last event, last log lines. */
final class Diagnosis {

    private static final int LOG_LINES = 5;
    private static final ApiResource EVENTS = new ApiResource("", "v1", "events", "Event", true);

    private final KubeClient kube;

    Diagnosis(KubeClient kube) {
        this.kube = kube;
    }

    /** {@code ; last event: Failed: ...; last log lines: ...}, as far as they can be had; unmasked. */
    String details(JsonNode object, Trouble trouble) {
        String namespace = object.path("metadata").path("namespace").asText();
        String name = object.path("metadata").path("name").asText();
        StringBuilder details = new StringBuilder();
        lastWarning(namespace, name)
                .filter(event -> !trouble.sentence().contains(event))
                .ifPresent(event -> details.append("; last event: ").append(event));
        String container = trouble.container();
        if (trouble.crashed() && container != null) {
            String lines = lastLines(namespace, name, container);
            if (!lines.isEmpty()) {
                details.append("; last log lines: ").append(lines);
            }
        }
        return details.toString();
    }

    private Optional<String> lastWarning(String namespace, String name) {
        try {
            return kube.list(EVENTS, namespace, "involvedObject.name=" + name, Diagnosis::isWarning).items().stream()
                    .max(Comparator.comparing(Diagnosis::time))
                    .map(Conditions::said);
        } catch (DrawbridgeException unavailable) {
            // The verdict stands without the event: reading events is often not allowed.
            return Optional.empty();
        }
    }

    private static boolean isWarning(ObjectNode event) {
        return event.path("type").asText().equals("Warning");
    }

    private static String time(JsonNode event) {
        for (String field : List.of("lastTimestamp", "eventTime", "firstTimestamp")) {
            if (event.path(field).isTextual()) {
                return event.path(field).asText();
            }
        }
        return event.path("metadata").path("creationTimestamp").asText();
    }

    private String lastLines(String namespace, String pod, String container) {
        String before = log(namespace, pod, new ContainerLog(container, LOG_LINES, true));
        String log = before.isBlank() ? log(namespace, pod, new ContainerLog(container, LOG_LINES, false)) : before;
        return String.join(" | ", log.strip().split("\\R"));
    }

    private String log(String namespace, String pod, ContainerLog wanted) {
        try {
            return kube.log(namespace, pod, wanted);
        } catch (DrawbridgeException unavailable) {
            // No log of that life, or not allowed to read it: the verdict stands without.
            return "";
        }
    }
}
