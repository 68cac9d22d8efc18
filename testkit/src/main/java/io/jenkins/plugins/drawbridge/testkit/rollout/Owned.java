package io.jenkins.plugins.drawbridge.testkit.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.api.Controller;
import io.jenkins.plugins.drawbridge.testkit.api.Json;
import io.jenkins.plugins.drawbridge.testkit.api.Resource;
import io.jenkins.plugins.drawbridge.testkit.apply.Owner;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/** What the controllers of workloads share: owners, pods, statuses, events. Thread-safe. */
final class Owned {

    static final String MANAGER = "kube-controller-manager";

    private final Controller cluster;

    Owned(Controller cluster) {
        this.cluster = cluster;
    }

    Controller cluster() {
        return cluster;
    }

    Resource pods() {
        return cluster.resource("", "pods");
    }

    /** What an owner has, oldest first. */
    List<ObjectNode> of(Resource resource, ObjectNode owner) {
        String uid = Json.text(owner, "metadata", "uid");
        return cluster.list(resource, Json.text(owner, "metadata", "namespace")).stream()
                .filter(object -> Json.text(controller(object), "uid").equals(uid))
                .filter(object -> !object.path("metadata").has("deletionTimestamp"))
                .sorted(Comparator.comparing((ObjectNode object) -> Json.text(object, "metadata", "creationTimestamp"))
                        .thenComparing(object -> Json.text(object, "metadata", "name")))
                .toList();
    }

    static JsonNode controller(JsonNode object) {
        for (JsonNode reference : object.path("metadata").path("ownerReferences")) {
            if (reference.path("controller").asBoolean()) {
                return reference;
            }
        }
        return Json.object();
    }

    /** A new object that belongs to the owner. */
    static ObjectNode child(Resource resource, ObjectNode owner, String name) {
        ObjectNode child = Json.object().put("kind", resource.kind()).put("apiVersion", resource.apiVersion());
        ObjectNode metadata = child.putObject("metadata")
                .put("name", name)
                .put("namespace", Json.text(owner, "metadata", "namespace"));
        metadata.putArray("ownerReferences")
                .addObject()
                .put("apiVersion", Json.text(owner, "apiVersion"))
                .put("kind", Json.text(owner, "kind"))
                .put("name", Json.text(owner, "metadata", "name"))
                .put("uid", Json.text(owner, "metadata", "uid"))
                .put("controller", true)
                .put("blockOwnerDeletion", true);
        return child;
    }

    /** A pod after the owner's template. */
    ObjectNode pod(ObjectNode owner, String name) {
        ObjectNode pod = child(pods(), owner, name);
        JsonNode template = owner.path("spec").path("template");
        ObjectNode metadata = Json.in(pod, "metadata");
        for (String field : List.of("labels", "annotations")) {
            if (template.path("metadata").has(field)) {
                metadata.set(field, template.path("metadata").path(field).deepCopy());
            }
        }
        pod.set("spec", template.path("spec").deepCopy());
        return pod;
    }

    void status(Resource resource, ObjectNode object, Consumer<ObjectNode> change) {
        cluster.change(resource, object, Owner.updating(MANAGER, "status"), live -> {
            ObjectNode status = Json.in(live, "status");
            change.accept(status);
            status.put(
                    "observedGeneration",
                    object.path("metadata").path("generation").asLong());
            return live;
        });
    }

    void event(ObjectNode about, String component, Event event) {
        ObjectNode object = Json.object().put("kind", "Event").put("apiVersion", "v1");
        String name = Json.text(about, "metadata", "name");
        object.putObject("metadata")
                .put("name", name + "." + Long.toHexString(System.nanoTime()))
                .put("namespace", Json.text(about, "metadata", "namespace"));
        object.putObject("involvedObject")
                .put("kind", Json.text(about, "kind"))
                .put("namespace", Json.text(about, "metadata", "namespace"))
                .put("name", name)
                .put("uid", Json.text(about, "metadata", "uid"))
                .put("apiVersion", Json.text(about, "apiVersion"));
        object.put("type", event.type()).put("reason", event.reason()).put("message", event.message());
        object.putObject("source").put("component", component);
        object.put("firstTimestamp", cluster.now())
                .put("lastTimestamp", cluster.now())
                .put("count", 1);
        object.put("reportingComponent", component).put("reportingInstance", "");
        cluster.create(cluster.resource("", "events"), object, component);
    }

    /** What an event says. */
    record Event(String type, String reason, String message) {}

    static boolean isReady(JsonNode pod) {
        for (JsonNode condition : pod.path("status").path("conditions")) {
            if (Json.text(condition, "type").equals("Ready")) {
                return Json.text(condition, "status").equals("True");
            }
        }
        return false;
    }

    static int ready(List<ObjectNode> pods) {
        return (int) pods.stream().filter(Owned::isReady).count();
    }

    /** Puts a field unless the number is zero, as the real statuses leave zeros out. */
    static void count(ObjectNode status, String field, int number) {
        if (number == 0) {
            status.remove(field);
        } else {
            status.put(field, number);
        }
    }

    static String hash(JsonNode template) {
        CRC32 sum = new CRC32();
        sum.update(template.toString().getBytes(StandardCharsets.UTF_8));
        String letters = "bcdfghjklmnpqrstvwxz2456789";
        StringBuilder safe = new StringBuilder();
        long rest = sum.getValue() * 2_654_435_761L;
        for (int index = 0; index < 9; index++) {
            safe.append(letters.charAt((int) Long.remainderUnsigned(rest, letters.length())));
            rest = Long.divideUnsigned(rest, letters.length());
        }
        return safe.toString();
    }

    /** An absolute number or a percentage of a whole. */
    static int share(JsonNode value, int whole, boolean up) {
        if (value.isNumber()) {
            return value.asInt();
        }
        String text = value.asText("0%").replace("%", "");
        double exact = whole * Integer.parseInt(text) / 100.0;
        return (int) (up ? Math.ceil(exact) : Math.floor(exact));
    }
}
