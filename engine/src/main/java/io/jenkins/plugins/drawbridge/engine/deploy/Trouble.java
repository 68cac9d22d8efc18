package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What keeps one pod from its service.
 *
 * @param container the container at fault; null where the pod as a whole is
 * @param sentence {@code ImagePullBackOff: Back-off pulling image "x"}
 * @param patience how long this may last; null where it is no reason to give up
 * @param crashed whether the container ran and ended, so that its log has something to say
 */
record Trouble(@Nullable String container, String sentence, @Nullable Duration patience, boolean crashed) {

    static Optional<Trouble> of(JsonNode pod, Patience patience) {
        JsonNode scheduled = Conditions.find(pod, "PodScheduled");
        if (scheduled.path("status").asText().equals("False")) {
            return Optional.of(new Trouble(null, Conditions.said(scheduled), patience.scheduling(), false));
        }
        for (String statuses : new String[] {"initContainerStatuses", "containerStatuses"}) {
            for (JsonNode container : pod.path("status").path(statuses)) {
                Optional<Trouble> trouble = ofContainer(container, patience);
                if (trouble.isPresent()) {
                    return trouble;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Trouble> ofContainer(JsonNode container, Patience patience) {
        String name = container.path("name").asText();
        JsonNode waiting = container.path("state").path("waiting");
        String said = Conditions.said(waiting);
        return switch (waiting.path("reason").asText()) {
            case "ErrImagePull",
                    "ImagePullBackOff",
                    "ImageInspectError",
                    "RegistryUnavailable",
                    "InvalidImageName",
                    "ErrImageNeverPull",
                    "CreateContainerConfigError",
                    "CreateContainerError" -> Optional.of(new Trouble(name, said, patience.pull(), false));
            case "CrashLoopBackOff", "RunContainerError" -> Optional.of(crash(name, container, patience));
            default -> notReady(name, container);
        };
    }

    private static Trouble crash(String name, JsonNode container, Patience patience) {
        int restarts = container.path("restartCount").asInt();
        JsonNode end = container.path("lastState").path("terminated");
        StringBuilder sentence = new StringBuilder(
                container.path("state").path("waiting").path("reason").asText());
        if (!end.isMissingNode()) {
            sentence.append(", exit code ").append(end.path("exitCode").asInt());
            String why = Conditions.said(end);
            sentence.append(why.isEmpty() || why.equals("Error") ? "" : " (" + why + ")");
        }
        sentence.append(", ").append(restarts).append(restarts == 1 ? " restart" : " restarts");
        Duration left = restarts >= patience.crashes() ? Duration.ZERO : patience.crash();
        return new Trouble(name, sentence.toString(), left, true);
    }

    /** A container that runs and is not ready: its probe has not said yes, which may still change until the deadline. */
    private static Optional<Trouble> notReady(String name, JsonNode container) {
        boolean running = container.path("state").has("running");
        return running && !container.path("ready").asBoolean()
                ? Optional.of(new Trouble(name, "running, not ready yet", null, false))
                : Optional.empty();
    }
}
