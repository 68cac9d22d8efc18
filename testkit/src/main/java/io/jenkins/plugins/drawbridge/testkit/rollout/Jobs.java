package io.jenkins.plugins.drawbridge.testkit.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.api.Json;
import io.jenkins.plugins.drawbridge.testkit.api.Resource;
import java.util.List;
import java.util.UUID;

/** The controllers of Jobs: pods until enough have succeeded or too many have failed, and the end of those that outlived their time. */
final class Jobs implements Workload {

    private final Owned owned;
    private final Later later;

    Jobs(Owned owned, Later later) {
        this.owned = owned;
        this.later = later;
    }

    /** How many pods there are of each sort. */
    private record Count(int succeeded, int failed, int active, int restarts) {}

    @Override
    public void reconcile(ObjectNode job) {
        if (!job.path("status").path("conditions").isEmpty()) {
            removeInTime(job);
            return;
        }
        if (job.path("spec").path("suspend").asBoolean()) {
            return;
        }
        int wanted = job.path("spec").path("completions").asInt(1);
        int limit = job.path("spec").path("backoffLimit").asInt(6);
        Count count = count(owned.of(owned.pods(), job));
        boolean done = count.succeeded() >= wanted;
        boolean lost = count.failed() > limit || count.restarts() > limit;
        int parallel = Math.min(
                wanted - count.succeeded(), job.path("spec").path("parallelism").asInt(1));
        for (int missing = parallel - count.active(); missing > 0 && !done && !lost; missing--) {
            String name = Json.text(job, "metadata", "name") + "-"
                    + UUID.randomUUID().toString().substring(0, 5);
            owned.cluster().create(owned.pods(), owned.pod(job, name), Owned.MANAGER);
        }
        if (lost) {
            end(job);
        }
        report(job, done, lost);
    }

    private void removeInTime(ObjectNode job) {
        JsonNode seconds = job.path("spec").path("ttlSecondsAfterFinished");
        if (seconds.isNumber()) {
            later.run(seconds.asLong() * 1_000, () -> owned.cluster().remove(jobs(), job));
        }
    }

    private Resource jobs() {
        return owned.cluster().resource("batch", "jobs");
    }

    private void end(ObjectNode job) {
        for (ObjectNode pod : owned.of(owned.pods(), job)) {
            if (!Json.text(pod, "status", "phase").equals("Failed")) {
                owned.cluster().remove(owned.pods(), pod);
            }
        }
    }

    private static Count count(List<ObjectNode> pods) {
        int succeeded = 0;
        int failed = 0;
        int restarts = 0;
        for (ObjectNode pod : pods) {
            String phase = Json.text(pod, "status", "phase");
            succeeded += phase.equals("Succeeded") ? 1 : 0;
            failed += phase.equals("Failed") ? 1 : 0;
            for (JsonNode container : pod.path("status").path("containerStatuses")) {
                restarts += container.path("restartCount").asInt();
            }
        }
        return new Count(succeeded, failed, pods.size() - succeeded - failed, restarts);
    }

    private void report(ObjectNode job, boolean done, boolean lost) {
        Count count = count(owned.of(owned.pods(), job));
        owned.cluster()
                .change(
                        jobs(),
                        job,
                        io.jenkins.plugins.drawbridge.testkit.apply.Owner.updating(Owned.MANAGER, "status"),
                        live -> {
                            write(Json.in(live, "status"), count, done, lost);
                            return live;
                        });
    }

    private void write(ObjectNode status, Count count, boolean done, boolean lost) {
        Json.orElse(status, "startTime", owned.cluster().now());
        Owned.count(status, "active", count.active());
        Owned.count(status, "succeeded", count.succeeded());
        Owned.count(status, "failed", count.failed());
        if (done) {
            status.put("completionTime", owned.cluster().now());
            condition(status, "Complete");
        } else if (lost) {
            condition(status, "Failed")
                    .put("reason", "BackoffLimitExceeded")
                    .put("message", "Job has reached the specified backoff limit");
        }
    }

    private ObjectNode condition(ObjectNode status, String type) {
        return Json.listIn(status, "conditions")
                .addObject()
                .put("type", type)
                .put("status", "True")
                .put("lastProbeTime", owned.cluster().now())
                .put("lastTransitionTime", owned.cluster().now());
    }
}
