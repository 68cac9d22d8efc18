package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes what a predecessor owns of an object our own, so that a field which leaves the manifest leaves the cluster too. A
 * forced apply alone takes only the fields that differ: the others stay co-owned, and then nobody ever removes them.
 * Immutable.
 *
 * @param managedFields of the object, once ours
 * @see <a href="https://pkg.go.dev/k8s.io/client-go/util/csaupgrade">How kubectl moves from client-side apply</a>
 */
public record Takeover(ArrayNode managedFields) {

    /** Field manager of {@code kubectl apply} without {@code --server-side}. */
    public static final String KUBECTL = "kubectl-client-side-apply";

    /** Empty if none of the predecessors owns anything of the object. */
    public static Optional<Takeover> of(ObjectNode live, Collection<String> predecessors, String ours) {
        ObjectNode mine = null;
        ArrayNode others = JsonNodeFactory.instance.arrayNode();
        boolean taken = false;
        for (JsonNode entry : inFavourOf(ours, live)) {
            boolean isOurs = OwnedFields.isApplyOf(ours, entry);
            boolean moves = isOurs || isOf(predecessors, entry);
            if (moves && (mine == null || mine.path("apiVersion").equals(entry.path("apiVersion")))) {
                mine = joined(mine, stated(entry, live), ours);
                taken |= !isOurs;
            } else {
                others.add(entry);
            }
        }
        return taken && mine != null ? Optional.of(new Takeover(others.add(mine))) : Optional.empty();
    }

    /** Our own entry first: its version of the API is the one to stay. */
    private static Iterable<JsonNode> inFavourOf(String ours, ObjectNode live) {
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        for (JsonNode entry : live.path("metadata").path("managedFields")) {
            if (OwnedFields.isApplyOf(ours, entry)) {
                entries.insert(0, entry);
            } else {
                entries.add(entry);
            }
        }
        return entries;
    }

    /** What a manager that applies owns by updates came from admission, and is nobody's to take away. */
    private static boolean isOf(Collection<String> managers, JsonNode entry) {
        String manager = entry.path("manager").asText();
        return managers.contains(manager)
                && entry.path("operation").asText().equals(manager.equals(KUBECTL) ? "Update" : "Apply")
                && entry.path("subresource").asText("").isEmpty()
                && entry.path("fieldsV1").isObject();
    }

    private static ObjectNode stated(JsonNode entry, JsonNode live) {
        ObjectNode stated = entry.deepCopy();
        if (entry.path("manager").asText().equals(KUBECTL)) {
            stated.set("fieldsV1", LastApplied.statedOf(entry.path("fieldsV1"), live));
        }
        return stated;
    }

    private static ObjectNode joined(@Nullable ObjectNode mine, ObjectNode entry, String ours) {
        if (mine == null) {
            return entry.put("manager", ours).put("operation", "Apply");
        }
        mine.set("fieldsV1", union(mine.path("fieldsV1"), entry.path("fieldsV1")));
        return mine;
    }

    static JsonNode union(JsonNode one, JsonNode other) {
        if (!one.isObject()) {
            return other;
        }
        ObjectNode union = one.deepCopy();
        other.properties()
                .forEach(field -> union.set(field.getKey(), union(union.path(field.getKey()), field.getValue())));
        // A leaf says that the field itself is owned; with fields below, a dot says so.
        if (!union.isEmpty() && (one.isEmpty() || (other.isObject() && other.isEmpty()))) {
            union.putObject(".");
        }
        return union;
    }

    /** The object with its fields in their new hands. */
    public ObjectNode of(ObjectNode live) {
        ObjectNode owned = live.deepCopy();
        owned.withObject("/metadata").set("managedFields", managedFields);
        return owned;
    }

    /**
     * What is left of an object once the predecessors are gone from it and nobody else holds a field of theirs.
     *
     * @param applied the object as our apply makes it while they still co-own it
     */
    public static ObjectNode leaves(ObjectNode applied, Collection<String> predecessors, String ours) {
        JsonNode theirs = JsonNodeFactory.instance.objectNode();
        JsonNode held = JsonNodeFactory.instance.objectNode();
        String version = null;
        for (JsonNode entry : inFavourOf(ours, applied)) {
            version = version == null ? entry.path("apiVersion").asText() : version;
            boolean goes = isOf(predecessors, entry)
                    && !OwnedFields.isApplyOf(ours, entry)
                    && entry.path("apiVersion").asText().equals(version);
            theirs = goes ? union(theirs, stated(entry, applied).path("fieldsV1")) : theirs;
            held = goes ? held : union(held, entry.path("fieldsV1"));
        }
        ObjectNode left = applied.deepCopy();
        Abandoned.removeFrom(left, theirs, held);
        return left;
    }

    /** A JSON merge patch (RFC 7386) that leads from one object to the other, managed fields left out. */
    public static ObjectNode patch(JsonNode from, JsonNode to) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        from.fieldNames().forEachRemaining(name -> {
            if (!to.has(name)) {
                patch.putNull(name);
            }
        });
        for (Map.Entry<String, JsonNode> field : to.properties()) {
            JsonNode before = from.path(field.getKey());
            if (field.getKey().equals("managedFields") || before.equals(field.getValue())) {
                continue;
            }
            boolean within = before.isObject() && field.getValue().isObject();
            patch.set(field.getKey(), within ? patch(before, field.getValue()) : field.getValue());
        }
        return patch;
    }
}
