package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * How far a live object is, judged from itself alone. First match wins, as mlp and kstatus do: deletion, generation, the
 * rule of the kind, the conditions {@code Ready}, {@code Reconciling} and {@code Stalled}, else current.
 *
 * @param message what it waits for, or why it failed; empty when current
 * @see <a href="https://pkg.go.dev/sigs.k8s.io/cli-utils/pkg/kstatus/status">kstatus</a>
 */
record Readiness(State state, String message) {

    enum State {
        CURRENT,
        IN_PROGRESS,
        FAILED
    }

    static final Readiness CURRENT = new Readiness(State.CURRENT, "");

    static Readiness inProgress(String message) {
        return new Readiness(State.IN_PROGRESS, message);
    }

    static Readiness failed(String message) {
        return new Readiness(State.FAILED, message);
    }

    boolean isCurrent() {
        return state == State.CURRENT;
    }

    /** Whether its controller speaks of an earlier generation still; then its status and its pods are of that one. */
    static boolean isUnseen(JsonNode object) {
        JsonNode observed = object.path("status").path("observedGeneration");
        return observed.isNumber()
                && observed.asLong()
                        != object.path("metadata").path("generation").asLong();
    }

    static Readiness of(JsonNode object, Instant now) {
        if (Terminating.is(object)) {
            return inProgress("is being deleted");
        }
        if (isUnseen(object)) {
            return inProgress("its controller has not seen the change yet");
        }
        String apiVersion = object.path("apiVersion").asText();
        String group = apiVersion.indexOf('/') < 0 ? "" : apiVersion.substring(0, apiVersion.indexOf('/'));
        return switch (group + "/" + object.path("kind").asText()) {
            case "apps/Deployment" -> DeploymentReadiness.of(object);
            case "apps/StatefulSet" -> StatefulSetReadiness.of(object);
            case "apps/DaemonSet" -> DaemonSetReadiness.of(object);
            case "batch/Job" -> SmallReadiness.job(object);
            case "/Pod" -> PodReadiness.of(object, now);
            case "/Service" -> SmallReadiness.service(object);
            case "/PersistentVolumeClaim" -> SmallReadiness.volumeClaim(object);
            case "apiextensions.k8s.io/CustomResourceDefinition" -> SmallReadiness.definition(object);
            case "external-secrets.io/ExternalSecret",
                    "external-secrets.io/SecretStore",
                    "external-secrets.io/ClusterSecretStore" -> SmallReadiness.externalSecret(object);
            default -> SmallReadiness.byConditions(object);
        };
    }
}
