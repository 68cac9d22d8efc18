package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.JsonNode;

/** When a Deployment is there: in the order mlp and {@code kubectl rollout status} ask. */
final class DeploymentReadiness {

    private DeploymentReadiness() {}

    static Readiness of(JsonNode deployment) {
        JsonNode progressing = Conditions.find(deployment, "Progressing");
        if (progressing.path("reason").asText().equals("ProgressDeadlineExceeded")) {
            return Readiness.failed(Conditions.said(progressing));
        }
        JsonNode status = deployment.path("status");
        int wanted = deployment.path("spec").path("replicas").asInt(1);
        int replicas = status.path("replicas").asInt();
        int updated = status.path("updatedReplicas").asInt();
        int available = status.path("availableReplicas").asInt();
        int ready = status.path("readyReplicas").asInt();
        if (!status.has("observedGeneration")) {
            return Readiness.inProgress("its controller has not seen it yet");
        }
        if (wanted > replicas) {
            return Readiness.inProgress("starting pods: " + replicas + "/" + wanted);
        }
        if (wanted > updated) {
            return Readiness.inProgress("updating pods: " + updated + "/" + wanted);
        }
        if (replicas > wanted) {
            return Readiness.inProgress("stopping old pods: " + (replicas - wanted) + " left");
        }
        if (updated > available) {
            return Readiness.inProgress("pods becoming available: " + available + "/" + updated);
        }
        if (wanted > ready) {
            return Readiness.inProgress("pods becoming ready: " + ready + "/" + wanted);
        }
        return byConditions(deployment, progressing);
    }

    private static Readiness byConditions(JsonNode deployment, JsonNode progressing) {
        boolean hasDeadline = deployment.path("spec").hasNonNull("progressDeadlineSeconds");
        boolean done = progressing.path("reason").asText().equals("NewReplicaSetAvailable")
                && progressing.path("status").asText().equals("True");
        if (hasDeadline && !done) {
            return Readiness.inProgress("the new pods are not all in service yet");
        }
        if (!Conditions.isTrue(deployment, "Available")) {
            return Readiness.inProgress("too few pods are available");
        }
        return Readiness.CURRENT;
    }
}
