package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** When a Pod that was deployed itself is there. */
final class PodReadiness {

    /** A scheduler may need a moment, or a new node; mlp's and kstatus's bound. */
    static final Duration SCHEDULING = Duration.ofSeconds(30);

    private PodReadiness() {}

    static Readiness of(JsonNode pod, Instant now) {
        return switch (pod.path("status").path("phase").asText()) {
            case "Succeeded" -> Readiness.CURRENT;
            case "Failed" ->
                Readiness.failed(
                        "the pod failed: " + pod.path("status").path("message").asText("no message"));
            case "Running" ->
                Conditions.isTrue(pod, "Ready") ? Readiness.CURRENT : Readiness.inProgress("running, not ready");
            default -> pending(pod, now);
        };
    }

    private static Readiness pending(JsonNode pod, Instant now) {
        JsonNode scheduled = Conditions.find(pod, "PodScheduled");
        if (scheduled.path("status").asText().equals("False")) {
            boolean patient = scheduled.path("reason").asText().equals("Unschedulable")
                    && age(pod, now).compareTo(SCHEDULING) <= 0;
            return patient
                    ? Readiness.inProgress(Conditions.said(scheduled))
                    : Readiness.failed(Conditions.said(scheduled));
        }
        return Readiness.inProgress("pending");
    }

    /** How long an object exists; zero if its clock is ahead of ours. */
    static Duration age(JsonNode object, Instant now) {
        try {
            Duration age = Duration.between(
                    Instant.parse(
                            object.path("metadata").path("creationTimestamp").asText()),
                    now);
            return age.isNegative() ? Duration.ZERO : age;
        } catch (DateTimeParseException unknown) {
            return Duration.ZERO;
        }
    }
}
