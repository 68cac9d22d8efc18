package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.JsonNode;

/** When a DaemonSet is there: every node that should run it does, updated and available. */
final class DaemonSetReadiness {

    private DaemonSetReadiness() {}

    static Readiness of(JsonNode daemonSet) {
        JsonNode status = daemonSet.path("status");
        if (!status.has("observedGeneration")) {
            return Readiness.inProgress("its controller has not seen it yet");
        }
        int desired = status.path("desiredNumberScheduled").asInt();
        boolean byHand = daemonSet
                .path("spec")
                .path("updateStrategy")
                .path("type")
                .asText()
                .equals("OnDelete");
        int updated = byHand ? desired : status.path("updatedNumberScheduled").asInt();
        int least = Math.min(
                Math.min(status.path("currentNumberScheduled").asInt(), updated),
                Math.min(
                        status.path("numberAvailable").asInt(),
                        status.path("numberReady").asInt()));
        return desired > least ? Readiness.inProgress("pods in service: " + least + "/" + desired) : Readiness.CURRENT;
    }
}
