package io.jenkins.plugins.drawbridge.server.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.deploy.ObjectHealth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A pod as people know it from kubectl. */
final class PodReading {

    private final Words words;
    private final Instant now;

    PodReading(Words words, Instant now) {
        this.words = words;
        this.now = now;
    }

    PodView of(ObjectNode pod) {
        String status = PodStatus.of(pod);
        ObjectHealth judged = ObjectHealth.of(pod, now);
        List<ContainerView> containers = containers(pod);
        return new PodView(
                words.of(Live.name(pod)),
                health(pod, judged, status),
                words.of(pod.path("status").path("phase").asText("Unknown")),
                words.of(status),
                words.of(judged.sentence()),
                words.of(pod.path("spec").path("nodeName")),
                (int) containers.stream()
                        .filter(container -> container.ready() && !container.init())
                        .count(),
                containers.stream().mapToInt(ContainerView::restarts).sum(),
                containers,
                Live.created(pod));
    }

    private static Health health(ObjectNode pod, ObjectHealth judged, String status) {
        if (pod.path("status").path("phase").asText().equals("Succeeded")) {
            return Health.IDLE;
        }
        if (status.equals("Terminating")) {
            return Health.PROGRESSING;
        }
        return switch (judged.state()) {
            case WELL -> Health.OK;
            case IN_PROGRESS -> Health.PROGRESSING;
            case FAILING -> Health.FAILING;
        };
    }

    private List<ContainerView> containers(ObjectNode pod) {
        List<ContainerView> containers = new ArrayList<>();
        containers(pod, "containers", "containerStatuses", containers);
        containers(pod, "initContainers", "initContainerStatuses", containers);
        return containers;
    }

    private void containers(ObjectNode pod, String wanted, String statuses, List<ContainerView> into) {
        Map<String, JsonNode> statusByName = new HashMap<>();
        pod.path("status")
                .path(statuses)
                .forEach(status -> statusByName.put(status.path("name").asText(), status));
        for (JsonNode container : pod.path("spec").path(wanted)) {
            String name = container.path("name").asText();
            JsonNode status =
                    statusByName.getOrDefault(name, com.fasterxml.jackson.databind.node.MissingNode.getInstance());
            into.add(new ContainerView(
                    words.of(name),
                    ImageView.of(words.of(name), words.of(container.path("image"))),
                    status.path("ready").asBoolean(),
                    status.path("restartCount").asInt(),
                    words.of(state(status)),
                    wanted.equals("initContainers")));
        }
    }

    /** The state has exactly one field: running, waiting or terminated. */
    private static String state(JsonNode status) {
        var states = status.path("state").fieldNames();
        if (!states.hasNext()) {
            return "Waiting";
        }
        String state = states.next();
        String word = state.substring(0, 1).toUpperCase(Locale.ROOT) + state.substring(1);
        String reason = status.path("state").path(state).path("reason").asText("");
        return reason.isEmpty() ? word : word + ": " + reason;
    }
}
