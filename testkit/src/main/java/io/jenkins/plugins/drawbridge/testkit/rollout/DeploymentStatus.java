package io.jenkins.plugins.drawbridge.testkit.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.api.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a Deployment's controller reports of it. */
final class DeploymentStatus {

    private final Owned owned;

    DeploymentStatus(Owned owned) {
        this.owned = owned;
    }

    /** The numbers of a rollout. */
    private record Numbers(int wanted, int total, int updated, int available, int tolerated) {

        boolean complete() {
            return updated == wanted && total == wanted && available == wanted;
        }
    }

    void write(ObjectNode deployment, String hash, List<ObjectNode> sets) {
        ObjectNode current = sets.stream()
                .filter(set -> Deployments.isOf(set, hash))
                .findFirst()
                .orElseThrow();
        int wanted = deployment.path("spec").path("replicas").asInt();
        JsonNode unavailable =
                deployment.path("spec").path("strategy").path("rollingUpdate").path("maxUnavailable");
        Numbers numbers = new Numbers(
                wanted,
                sum(sets, "replicas"),
                current.path("status").path("replicas").asInt(),
                sum(sets, "availableReplicas"),
                Owned.share(unavailable, wanted, false));
        owned.status(owned.cluster().resource("apps", "deployments"), deployment, status -> {
            boolean progress = status.path("updatedReplicas").asInt() != numbers.updated()
                    || status.path("availableReplicas").asInt() != numbers.available()
                    || status.path("replicas").asInt() != numbers.total()
                    || status.path("observedGeneration").asLong()
                            != deployment.path("metadata").path("generation").asLong();
            Owned.count(status, "replicas", numbers.total());
            Owned.count(status, "updatedReplicas", numbers.updated());
            Owned.count(status, "readyReplicas", sum(sets, "readyReplicas"));
            Owned.count(status, "availableReplicas", numbers.available());
            Owned.count(
                    status,
                    "unavailableReplicas",
                    Math.max(0, Math.max(wanted, numbers.total()) - numbers.available()));
            conditions(new Report(deployment, current, Json.listIn(status, "conditions"), progress), numbers);
        });
    }

    /** What the conditions are made from. */
    private record Report(ObjectNode deployment, ObjectNode current, ArrayNode conditions, boolean progress) {

        String setName() {
            return "ReplicaSet \"" + Json.text(current, "metadata", "name") + "\"";
        }
    }

    private static int sum(List<ObjectNode> sets, String field) {
        return sets.stream()
                .mapToInt(set -> set.path("status").path(field).asInt())
                .sum();
    }

    private void conditions(Report report, Numbers numbers) {
        boolean enough = numbers.available() >= numbers.wanted() - numbers.tolerated();
        set(
                report,
                "Available",
                enough,
                enough
                        ? new Words("MinimumReplicasAvailable", "Deployment has minimum availability.")
                        : new Words("MinimumReplicasUnavailable", "Deployment does not have minimum availability."));
        for (JsonNode failure : report.current().path("status").path("conditions")) {
            if (Json.text(failure, "type").equals("ReplicaFailure")) {
                set(
                        report,
                        "ReplicaFailure",
                        true,
                        new Words(Json.text(failure, "reason"), Json.text(failure, "message")));
            }
        }
        if (numbers.complete()) {
            set(
                    report,
                    "Progressing",
                    true,
                    new Words("NewReplicaSetAvailable", report.setName() + " has successfully progressed."));
        } else if (report.progress() || !timedOut(report)) {
            set(report, "Progressing", true, new Words("ReplicaSetUpdated", report.setName() + " is progressing."));
        } else {
            set(
                    report,
                    "Progressing",
                    false,
                    new Words("ProgressDeadlineExceeded", report.setName() + " has timed out progressing."));
        }
    }

    /** Once said, it stays so until something moves again, as with the real controller. */
    private boolean timedOut(Report report) {
        ObjectNode condition = find(report.conditions(), "Progressing");
        if (Json.text(condition, "reason").equals("ProgressDeadlineExceeded")) {
            return true;
        }
        String since = Json.text(condition, "lastUpdateTime");
        long seconds =
                report.deployment().path("spec").path("progressDeadlineSeconds").asLong(600);
        return !since.isEmpty()
                && Instant.parse(owned.cluster().now())
                        .isAfter(Instant.parse(since).plus(Duration.ofSeconds(seconds)));
    }

    /** A condition's reason and message. */
    private record Words(String reason, String message) {}

    private static ObjectNode find(ArrayNode conditions, String type) {
        return Json.objects(conditions).stream()
                .filter(condition -> Json.text(condition, "type").equals(type))
                .findFirst()
                .orElseGet(Json::object);
    }

    private void set(Report report, String type, boolean holds, Words words) {
        ObjectNode condition = find(report.conditions(), type);
        if (condition.isEmpty()) {
            report.conditions().add(condition.put("type", type));
        }
        String status = holds ? "True" : "False";
        boolean turned = !Json.text(condition, "status").equals(status);
        boolean said = !Json.text(condition, "reason").equals(words.reason());
        if (turned || said || (report.progress() && type.equals("Progressing"))) {
            condition.put("lastUpdateTime", owned.cluster().now());
        }
        if (turned) {
            condition.put("lastTransitionTime", owned.cluster().now());
        }
        condition.put("status", status).put("reason", words.reason()).put("message", words.message());
    }
}
