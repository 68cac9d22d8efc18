package io.jenkins.plugins.drawbridge.testkit.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.api.Json;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** The statuses of a pod's containers. Stateless. */
final class ContainerStatuses {

    private ContainerStatuses() {}

    /**
     * How one container fares, while the others do as well as it lets them.
     *
     * @param container empty if all fare the same
     * @param status what becomes part of its status: state, lastState, ready, restartCount
     */
    record State(String container, boolean init, ObjectNode status) {}

    static String now() {
        return Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static ObjectNode waiting(String reason, String message) {
        ObjectNode status = Json.object().put("ready", false).put("restartCount", 0);
        ObjectNode waiting = status.putObject("state").putObject("waiting").put("reason", reason);
        if (!message.isEmpty()) {
            waiting.put("message", message);
        }
        status.putObject("lastState");
        return status.put("started", false);
    }

    static ObjectNode running(boolean ready, int restarts) {
        ObjectNode status = Json.object().put("ready", ready).put("restartCount", restarts);
        status.putObject("state").putObject("running").put("startedAt", now());
        status.putObject("lastState");
        return status.put("started", true);
    }

    static ObjectNode terminated(int exitCode, int restarts, String reason) {
        ObjectNode status = Json.object().put("ready", false).put("restartCount", restarts);
        status.putObject("state").set("terminated", end(exitCode, reason));
        ObjectNode lastState = status.putObject("lastState");
        if (restarts > 0) {
            // Every life but the first remembers how the one before it ended.
            lastState.set("terminated", end(exitCode, reason));
        }
        return status.put("started", false);
    }

    static ObjectNode backOff(String message, int restarts) {
        ObjectNode status = waiting("CrashLoopBackOff", message).put("restartCount", restarts);
        Json.in(status, "lastState").set("terminated", end(1, "Error"));
        return status;
    }

    private static ObjectNode end(int exitCode, String reason) {
        return Json.object()
                .put("exitCode", exitCode)
                .put("reason", reason)
                .put("startedAt", now())
                .put("finishedAt", now());
    }

    static void fill(ObjectNode podStatus, JsonNode pod, State state) {
        list(podStatus, pod, "initContainers", state);
        list(podStatus, pod, "containers", state);
    }

    private static void list(ObjectNode podStatus, JsonNode pod, String containers, State state) {
        boolean init = containers.startsWith("init");
        ArrayNode list = Json.MAPPER.createArrayNode();
        for (JsonNode container : pod.path("spec").path(containers)) {
            boolean itself =
                    state.container().isEmpty() ? !init : state.container().equals(Json.text(container, "name"));
            ObjectNode others = init
                    ? terminated(0, 0, "Completed").put("ready", true)
                    : state.init() ? waiting("PodInitializing", "") : waitingOrRunning(state);
            ObjectNode status = Json.object().put("name", Json.text(container, "name"));
            status.setAll(itself ? state.status().deepCopy() : others);
            status.put("image", Json.text(container, "image")).put("imageID", "");
            list.add(status);
        }
        if (!list.isEmpty()) {
            podStatus.set(init ? "initContainerStatuses" : "containerStatuses", list);
        }
    }

    private static ObjectNode waitingOrRunning(State state) {
        return state.status().path("restartCount").asInt() > 0 ? running(true, 0) : waiting("ContainerCreating", "");
    }
}
