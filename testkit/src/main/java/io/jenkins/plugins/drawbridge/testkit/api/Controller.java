package io.jenkins.plugins.drawbridge.testkit.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.apply.Owner;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The inside door to the objects, for controllers: no HTTP, no access rules, but the same rules of versions and ownership.
 * Objects given out must not be changed; thread-safe.
 */
public final class Controller {

    private final ApiParts parts;

    Controller(ApiParts parts) {
        this.parts = parts;
    }

    /** An object after a change, or as it was when it was removed. */
    public record Seen(ObjectNode object, boolean deleted) {}

    /** The kind by group and plural. */
    public Resource resource(String group, String plural) {
        return parts.table().get(group, plural);
    }

    /** Calls for every change of a kind ({@code group/plural}); quick listeners only, as it happens inside the write. */
    public void onChange(String storage, Consumer<Seen> listener) {
        parts.store().onChange(storage, change -> listener.accept(new Seen(change.object(), change.deleted())));
    }

    /** One object. */
    public Optional<ObjectNode> get(Resource resource, String namespace, String name) {
        return Optional.ofNullable(parts.store().get(resource.storage(), new Key(namespace, name)));
    }

    /** All of a namespace; of all namespaces if it is empty. */
    public List<ObjectNode> list(Resource resource, String namespace) {
        return parts.store().list(resource.storage(), namespace).objects();
    }

    /** Creates unless it exists; returns what is there then, or nothing if the cluster refuses it. */
    public Optional<ObjectNode> create(Resource resource, ObjectNode object, String manager) {
        Writer.Act act = new Writer.Act(resource, Owner.updating(manager, ""), false);
        try {
            return Optional.of(parts.store()
                    .transact(() -> parts.writer().create(act, object).object()));
        } catch (StatusException refused) {
            return Optional.empty(); // as a controller does: it tries again when something changes
        }
    }

    /** Reads, changes and writes in one step; nothing if the object is gone. */
    public @Nullable ObjectNode change(
            Resource resource, ObjectNode object, Owner owner, UnaryOperator<ObjectNode> change) {
        return parts.writer()
                .control(
                        resource,
                        Versions.keyOf(object),
                        owner,
                        live -> sameObject(object, live) ? change.apply(live) : live);
    }

    private static boolean sameObject(ObjectNode expected, ObjectNode live) {
        String uid = Json.text(expected, "metadata", "uid");
        return uid.isEmpty() || uid.equals(Json.text(live, "metadata", "uid"));
    }

    /** Removes at once. */
    public void remove(Resource resource, ObjectNode object) {
        parts.store().transact(() -> {
            Key key = Versions.keyOf(object);
            ObjectNode live = parts.store().get(resource.storage(), key);
            if (live != null && sameObject(object, live)) {
                parts.store().remove(resource.storage(), key);
                parts.collector().look();
            }
            return key;
        });
    }

    /** Does several steps with nobody in between. */
    public void together(Runnable steps) {
        parts.store().transact(() -> {
            steps.run();
            return steps;
        });
    }

    /** Forgets the history: older versions cannot be watched or continued any more (410). */
    public void compact() {
        parts.store().compact();
    }

    /** The time as objects carry it. */
    public String now() {
        return parts.writer().now();
    }
}
