package io.jenkins.plugins.drawbridge.server.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.deploy.ObjectHealth;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A workload with the pods and events that belong to it. */
final class WorkloadReading {

    private final Words words;
    private final Instant now;

    WorkloadReading(Words words, Instant now) {
        this.words = words;
        this.now = now;
    }

    /** How many are wanted, ready, and of the newest revision. */
    private record Counts(int desired, int ready, int updated) {}

    private record Judged(Health health, String detail) {}

    WorkloadView of(ObjectNode object, List<PodView> pods, List<EventView> events) {
        String kind = object.path("kind").asText();
        Counts counts = counts(kind, object);
        Judged judged = judged(kind, object, counts, pods);
        return new WorkloadView(
                kind,
                words.of(Live.name(object)),
                judged.health(),
                counts.desired(),
                counts.ready(),
                counts.updated(),
                words.of(judged.detail()),
                words.of(Live.owner(object)),
                Live.images(podSpec(kind, object), words),
                Live.created(object),
                pods.stream().mapToInt(PodView::restarts).sum(),
                pods,
                events);
    }

    private static JsonNode podSpec(String kind, JsonNode object) {
        JsonNode spec = object.path("spec");
        JsonNode owner = kind.equals("CronJob") ? spec.path("jobTemplate").path("spec") : spec;
        return owner.path("template").path("spec");
    }

    private static Counts counts(String kind, JsonNode object) {
        JsonNode spec = object.path("spec");
        JsonNode status = object.path("status");
        return switch (kind) {
            case "DaemonSet" ->
                new Counts(
                        status.path("desiredNumberScheduled").asInt(),
                        status.path("numberReady").asInt(),
                        status.path("updatedNumberScheduled").asInt());
            case "Job" -> {
                int succeeded = status.path("succeeded").asInt();
                yield new Counts(
                        spec.path("completions").asInt(spec.path("parallelism").asInt(1)), succeeded, succeeded);
            }
            case "CronJob" -> {
                int active = status.path("active").size();
                yield new Counts(0, active, active);
            }
            default ->
                new Counts(
                        spec.path("replicas").asInt(1),
                        status.path("readyReplicas").asInt(),
                        status.path("updatedReplicas").asInt());
        };
    }

    private Judged judged(String kind, ObjectNode object, Counts counts, List<PodView> pods) {
        return switch (kind) {
            case "CronJob" -> cronJob(object);
            case "Job" -> job(object, pods);
            default -> {
                Judged rollout = rollout(object, pods);
                yield counts.desired() == 0 && rollout.health() == Health.OK
                        ? new Judged(Health.IDLE, kind.equals("DaemonSet") ? "no node wants it" : "scaled to nothing")
                        : rollout;
            }
        };
    }

    /** What its own status says; where it only says "not yet", a pod that will never be ready says more. */
    private Judged rollout(ObjectNode object, List<PodView> pods) {
        ObjectHealth judged = ObjectHealth.of(object, now);
        if (judged.state() == ObjectHealth.State.WELL) {
            return new Judged(Health.OK, "");
        }
        Optional<PodView> failing =
                pods.stream().filter(pod -> pod.health() == Health.FAILING).findFirst();
        if (failing.isPresent()) {
            return new Judged(
                    Health.FAILING,
                    "pod " + failing.get().name() + ": " + failing.get().reason());
        }
        boolean failed = judged.state() == ObjectHealth.State.FAILING;
        return new Judged(failed ? Health.FAILING : Health.PROGRESSING, judged.sentence());
    }

    private Judged job(ObjectNode job, List<PodView> pods) {
        for (JsonNode condition : job.path("status").path("conditions")) {
            boolean holds = condition.path("status").asText().equals("True");
            if (holds && condition.path("type").asText().equals("Complete")) {
                return new Judged(
                        Health.IDLE, "completed" + at(job.path("status").path("completionTime")));
            }
            if (holds && condition.path("type").asText().equals("Suspended")) {
                return new Judged(Health.IDLE, "suspended");
            }
        }
        Judged running = rollout(job, pods);
        int failed = job.path("status").path("failed").asInt();
        String active =
                job.path("status").path("active").asInt() + " active" + (failed == 0 ? "" : ", " + failed + " failed");
        return running.health() == Health.FAILING ? running : new Judged(Health.PROGRESSING, active);
    }

    private static Judged cronJob(ObjectNode cronJob) {
        boolean suspended = cronJob.path("spec").path("suspend").asBoolean();
        String last = at(cronJob.path("status").path("lastScheduleTime"));
        String detail = Stream.of(
                        "schedule " + cronJob.path("spec").path("schedule").asText("unknown"),
                        last.isEmpty() ? "never run" : "last run" + last,
                        suspended ? "suspended" : "")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        return new Judged(suspended ? Health.IDLE : Health.OK, detail);
    }

    private static String at(JsonNode time) {
        return time.isTextual() ? " at " + time.asText() : "";
    }
}
