package io.jenkins.plugins.drawbridge.server.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The one word of kubectl's STATUS column.
 *
 * @see <a href="https://github.com/kubernetes/kubernetes/blob/master/pkg/printers/internalversion/printers.go">printPod</a>
 */
final class PodStatus {

    private PodStatus() {}

    static String of(JsonNode pod) {
        if (pod.path("metadata").hasNonNull("deletionTimestamp")) {
            return "Terminating";
        }
        String initialising = initialising(pod);
        if (!initialising.isEmpty()) {
            return initialising;
        }
        JsonNode status = pod.path("status");
        String word = status.path("reason").asText("");
        word = word.isEmpty() ? status.path("phase").asText("Unknown") : word;
        boolean running = false;
        List<JsonNode> containers = new ArrayList<>();
        status.path("containerStatuses").forEach(containers::add);
        Collections.reverse(containers);
        for (JsonNode container : containers) {
            running |= container.path("ready").asBoolean()
                    && container.path("state").has("running");
            String said = said(container.path("state"));
            word = said.isEmpty() ? word : said;
        }
        return word.equals("Completed") && running ? "Running" : word;
    }

    private static String initialising(JsonNode pod) {
        int number = 0;
        int all = pod.path("spec").path("initContainers").size();
        for (JsonNode container : pod.path("status").path("initContainerStatuses")) {
            JsonNode state = container.path("state");
            boolean done = state.has("terminated")
                    && state.path("terminated").path("exitCode").asInt(1) == 0;
            boolean sidecar = container.path("started").asBoolean() && state.has("running");
            if (!done && !sidecar) {
                String said = said(state);
                boolean telling = !said.isEmpty() && !said.equals("PodInitializing");
                return "Init:" + (telling ? said : number + "/" + all);
            }
            number++;
        }
        return "";
    }

    private static String said(JsonNode state) {
        String waiting = state.path("waiting").path("reason").asText("");
        if (!waiting.isEmpty() || !state.has("terminated")) {
            return waiting;
        }
        JsonNode end = state.path("terminated");
        String reason = end.path("reason").asText("");
        if (!reason.isEmpty()) {
            return reason;
        }
        int signal = end.path("signal").asInt();
        return signal != 0
                ? "Signal:" + signal
                : "ExitCode:" + end.path("exitCode").asInt();
    }
}
