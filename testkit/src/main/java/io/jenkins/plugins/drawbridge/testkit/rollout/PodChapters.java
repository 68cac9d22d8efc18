package io.jenkins.plugins.drawbridge.testkit.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.api.Json;
import io.jenkins.plugins.drawbridge.testkit.kubelet.PodStory.Chapter;
import io.jenkins.plugins.drawbridge.testkit.kubelet.PodStory.Note;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writes the chapters of one pod's life in the words of the scheduler and the kubelet. For one thread. */
final class PodChapters {

    private static final int RESTARTS = 6;
    private static final String ANSWER = "rpc error: code = NotFound desc = failed to pull and unpack image";

    private final JsonNode pod;
    private final PodPace pace;
    private final String restartPolicy;

    PodChapters(JsonNode pod, PodPace pace) {
        this.pod = pod;
        this.pace = pace;
        this.restartPolicy = Json.text(pod, "spec", "restartPolicy");
    }

    List<Chapter> well() {
        List<Chapter> chapters = new ArrayList<>(List.of(scheduled(), pulled()));
        if (restartPolicy.equals("Always") || restartPolicy.isEmpty()) {
            chapters.add(new Chapter(pace.ready(), status("Running", ContainerStatuses.running(true, 0)), List.of()));
        } else {
            chapters.add(new Chapter(
                    pace.ready(), status("Succeeded", ContainerStatuses.terminated(0, 0, "Completed")), List.of()));
        }
        return chapters;
    }

    List<Chapter> of(String trouble, JsonNode container, boolean init) {
        return switch (trouble) {
            case "does-not-exist", "broken" ->
                List.of(
                        scheduled(),
                        pullFails(container, init, "ErrImagePull"),
                        pullFails(container, init, "ImagePullBackOff"));
            case "crash" -> crashes(container, init);
            case "unready" -> List.of(scheduled(), pulled(), unready(container));
            case "unschedulable" -> List.of(unschedulable());
            default -> List.of();
        };
    }

    private Chapter scheduled() {
        ObjectNode status = status("Pending", ContainerStatuses.waiting("ContainerCreating", ""));
        String where = Json.text(pod, "metadata", "namespace") + "/" + Json.text(pod, "metadata", "name");
        return new Chapter(
                Duration.ofMillis(Math.min(20, pace.start().toMillis() / 4)),
                status,
                List.of(new Note(
                        "default-scheduler", "Normal", "Scheduled", "Successfully assigned " + where + " to node-1")));
    }

    private Chapter pulled() {
        return new Chapter(
                pace.start(),
                status("Running", ContainerStatuses.running(false, 0)),
                List.of(new Note("kubelet", "Normal", "Started", "Started container")));
    }

    private Chapter pullFails(JsonNode container, boolean init, String reason) {
        String image = Json.text(container, "image");
        boolean backOff = reason.equals("ImagePullBackOff");
        String failure =
                ANSWER + " \"" + image + "\": failed to resolve reference \"" + image + "\": " + image + ": not found";
        String message = backOff ? "Back-off pulling image \"" + image + "\"" : failure;
        List<Note> notes = backOff
                ? List.of(
                        new Note("kubelet", "Normal", "BackOff", message),
                        new Note("kubelet", "Warning", "Failed", "Error: ImagePullBackOff"))
                : List.of(
                        new Note("kubelet", "Normal", "Pulling", "Pulling image \"" + image + "\""),
                        new Note("kubelet", "Warning", "Failed", "Failed to pull image \"" + image + "\": " + failure),
                        new Note("kubelet", "Warning", "Failed", "Error: ErrImagePull"));
        ContainerStatuses.State state = new ContainerStatuses.State(
                Json.text(container, "name"), init, ContainerStatuses.waiting(reason, message));
        return new Chapter(pace.start(), status("Pending", state), notes);
    }

    private List<Chapter> crashes(JsonNode container, boolean init) {
        List<Chapter> chapters = new ArrayList<>(List.of(scheduled()));
        String name = Json.text(container, "name");
        if (restartPolicy.equals("Never")) {
            ContainerStatuses.State ended =
                    new ContainerStatuses.State(name, init, ContainerStatuses.terminated(1, 0, "Error"));
            chapters.add(new Chapter(pace.start(), status("Failed", ended), List.of()));
            return chapters;
        }
        String where = Json.text(pod, "metadata", "name") + "_" + Json.text(pod, "metadata", "namespace") + "("
                + Json.text(pod, "metadata", "uid") + ")";
        for (int run = 0; run < RESTARTS; run++) {
            ContainerStatuses.State ended =
                    new ContainerStatuses.State(name, init, ContainerStatuses.terminated(1, run, "Error"));
            chapters.add(new Chapter(run == 0 ? pace.start() : pace.restart(), status(phase(init), ended), List.of()));
            String message =
                    "back-off " + Math.min(300, 10 << run) + "s restarting failed container=" + name + " pod=" + where;
            ContainerStatuses.State waiting =
                    new ContainerStatuses.State(name, init, ContainerStatuses.backOff(message, run + 1));
            chapters.add(new Chapter(
                    pace.restart(),
                    status(phase(init), waiting),
                    List.of(new Note(
                            "kubelet",
                            "Warning",
                            "BackOff",
                            "Back-off restarting failed container " + name + " in pod " + where))));
        }
        return chapters;
    }

    private static String phase(boolean init) {
        return init ? "Pending" : "Running";
    }

    private Chapter unready(JsonNode container) {
        return new Chapter(
                pace.ready(),
                status("Running", ContainerStatuses.running(false, 0)),
                List.of(new Note(
                        "kubelet",
                        "Warning",
                        "Unhealthy",
                        "Readiness probe failed: HTTP probe failed with statuscode: 503 (container "
                                + Json.text(container, "name") + ")")));
    }

    private Chapter unschedulable() {
        String message = "0/3 nodes are available: 3 Insufficient cpu. preemption: 0/3 nodes are available: "
                + "3 No preemption victims found for incoming pod.";
        ObjectNode status = Json.object().put("phase", "Pending");
        condition(status.putArray("conditions"), "PodScheduled", false)
                .put("reason", "Unschedulable")
                .put("message", message);
        return new Chapter(
                pace.start(), status, List.of(new Note("default-scheduler", "Warning", "FailedScheduling", message)));
    }

    private ObjectNode status(String phase, ObjectNode everyState) {
        return status(phase, new ContainerStatuses.State("", false, everyState));
    }

    private ObjectNode status(String phase, ContainerStatuses.State state) {
        ObjectNode status = Json.object().put("phase", phase);
        ContainerStatuses.fill(status, pod, state);
        boolean ready = !status.path("containerStatuses").isEmpty();
        for (JsonNode container : status.path("containerStatuses")) {
            ready &= container.path("ready").asBoolean();
        }
        ArrayNode conditions = status.putArray("conditions");
        boolean noInit = pod.path("spec").path("initContainers").isEmpty();
        boolean initialized = noInit || (!state.init() && !phase.equals("Pending"));
        condition(conditions, "Initialized", initialized);
        ObjectNode readiness = condition(conditions, "Ready", ready);
        ObjectNode containers = condition(conditions, "ContainersReady", ready);
        if (!ready) {
            String why = phase.equals("Succeeded") ? "PodCompleted" : "ContainersNotReady";
            readiness.put("reason", why);
            containers.put("reason", why);
        }
        condition(conditions, "PodScheduled", true);
        status.put("hostIP", "192.0.2.1").put("podIP", "10.244.0.5").put("startTime", ContainerStatuses.now());
        return status;
    }

    private static ObjectNode condition(ArrayNode conditions, String type, boolean holds) {
        return conditions
                .addObject()
                .put("type", type)
                .put("status", holds ? "True" : "False")
                .putNull("lastProbeTime")
                .put("lastTransitionTime", ContainerStatuses.now());
    }
}
