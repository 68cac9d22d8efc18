package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.JsonNode;

/** When a StatefulSet is there; one whose pods are only replaced by hand ({@code OnDelete}) is there at once. */
final class StatefulSetReadiness {

    private StatefulSetReadiness() {}

    static Readiness of(JsonNode statefulSet) {
        JsonNode spec = statefulSet.path("spec");
        JsonNode status = statefulSet.path("status");
        if (spec.path("updateStrategy").path("type").asText().equals("OnDelete")) {
            return Readiness.CURRENT;
        }
        if (!status.has("observedGeneration")) {
            return Readiness.inProgress("its controller has not seen it yet");
        }
        int wanted = spec.path("replicas").asInt(1);
        int replicas = status.path("replicas").asInt();
        int ready = status.path("readyReplicas").asInt();
        if (wanted > replicas) {
            return Readiness.inProgress("starting pods: " + replicas + "/" + wanted);
        }
        if (wanted > ready) {
            return Readiness.inProgress("pods becoming ready: " + ready + "/" + wanted);
        }
        if (replicas > wanted) {
            return Readiness.inProgress("stopping pods: " + (replicas - wanted) + " left");
        }
        return revisions(spec, status, wanted);
    }

    private static Readiness revisions(JsonNode spec, JsonNode status, int wanted) {
        int updated = status.path("updatedReplicas").asInt();
        int partition = spec.path("updateStrategy")
                .path("rollingUpdate")
                .path("partition")
                .asInt(0);
        if (partition > 0) {
            int due = Math.max(wanted - partition, 0);
            return updated >= due
                    ? Readiness.CURRENT
                    : Readiness.inProgress("updating pods: " + updated + "/" + due + " of the partition");
        }
        String current = status.path("currentRevision").asText();
        String update = status.path("updateRevision").asText();
        if (wanted > status.path("currentReplicas").asInt() || !current.equals(update)) {
            return Readiness.inProgress("updating pods: " + updated + "/" + wanted);
        }
        return Readiness.CURRENT;
    }
}
