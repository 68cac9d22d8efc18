package io.jenkins.plugins.drawbridge.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.api.Resource.Trait;
import io.jenkins.plugins.drawbridge.testkit.apply.FieldOwnership;
import io.jenkins.plugins.drawbridge.testkit.apply.Owner;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where every new state of an object is completed, checked and kept, whoever asked for it. Thread-safe. */
public final class Writer {

    private static final java.util.Set<String> BOOKKEEPING = java.util.Set.of("metadata", "apiVersion", "kind");

    private final Store store;
    private final Clock clock;
    private final Admission admission;

    Writer(Store store, Clock clock, Admission admission) {
        this.store = store;
        this.clock = clock;
        this.admission = admission;
    }

    /** One write: what kind of object, by whom, for real or not. */
    record Act(Resource resource, Owner owner, boolean dryRun) {}

    /** The object as it is after a write, whether it is new, and whether the cluster really is another one now. */
    record Written(ObjectNode object, boolean created, boolean kept) {}

    String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    FieldOwnership.Writer as(Act act) {
        return new FieldOwnership.Writer(act.owner(), act.resource().apiVersion(), now());
    }

    /** Keeps a new object; its managed fields are there already if it was applied. */
    Written create(Act act, ObjectNode object) {
        Resource resource = act.resource();
        ObjectNode metadata = Json.in(object, "metadata");
        nameIt(metadata);
        admission.checkNamespace(resource, object);
        begin(resource, metadata);
        if (resource.has(Trait.STATUS)) {
            object.remove("status");
        }
        ObjectNode complete = admission.complete(resource, object, null);
        complete(act, complete);
        Key key = Versions.keyOf(complete);
        if (store.get(resource.storage(), key) != null) {
            throw StatusException.alreadyExists(resource, key.name());
        }
        if (!act.dryRun()) {
            store.put(resource.storage(), key, complete);
        }
        return new Written(complete, true, !act.dryRun());
    }

    private void complete(Act act, ObjectNode object) {
        if (!object.path("metadata").has("managedFields")) {
            ObjectNode spoken = object.deepCopy();
            spoken.remove("status");
            FieldOwnership.update(Json.object(), spoken, act.resource().schema(), as(act));
            JsonNode managed = spoken.path("metadata").get("managedFields");
            if (managed != null) {
                Json.in(object, "metadata").set("managedFields", managed);
            }
        }
    }

    private static void nameIt(ObjectNode metadata) {
        if (!metadata.hasNonNull("name") && metadata.hasNonNull("generateName")) {
            String suffix = UUID.randomUUID().toString().replace("-", "").substring(0, 5);
            metadata.put("name", metadata.path("generateName").asText() + suffix);
        }
    }

    private void begin(Resource resource, ObjectNode metadata) {
        metadata.put("uid", UUID.randomUUID().toString());
        metadata.put("creationTimestamp", now());
        metadata.remove("resourceVersion");
        metadata.remove("generation");
        metadata.remove("deletionTimestamp");
        if (resource.has(Trait.GENERATION)) {
            metadata.put("generation", 1);
        }
    }

    /** Keeps a new state of an object; {@code next} may be changed by this. Nothing is written when nothing differs. */
    Written update(Act act, ObjectNode live, ObjectNode next, boolean applied) {
        Resource resource = act.resource();
        restoreMetadata(live, next);
        restoreStatus(act, live, next);
        ObjectNode complete = admission.complete(resource, next, live);
        if (!applied) {
            settleOwners(live, Json.in(complete, "metadata"));
            FieldOwnership.update(live, complete, resource.schema(), as(act));
        }
        if (resource.has(Trait.GENERATION) && !spec(live, resource).equals(spec(complete, resource))) {
            Json.in(complete, "metadata")
                    .put("generation", live.path("metadata").path("generation").asLong() + 1);
        }
        if (complete.equals(live)) {
            return new Written(live, false, false);
        }
        keep(act, complete);
        return new Written(complete, false, !act.dryRun());
    }

    /** Who owns what may be written like any field; nothing there means as before, and one empty entry nobody. */
    private static void settleOwners(ObjectNode live, ObjectNode metadata) {
        JsonNode written = metadata.path("managedFields");
        boolean nobody = written.size() == 1 && written.get(0).isEmpty();
        JsonNode managed = written.isEmpty() ? live.path("metadata").path("managedFields") : written;
        if (nobody || managed.isMissingNode()) {
            metadata.remove("managedFields");
        } else {
            metadata.set("managedFields", managed);
        }
    }

    private void keep(Act act, ObjectNode object) {
        Key key = Versions.keyOf(object);
        boolean ends = object.path("metadata").has("deletionTimestamp")
                && object.path("metadata").path("finalizers").isEmpty()
                && !object.path("metadata")
                        .path("deletionGracePeriodSeconds")
                        .asText("0")
                        .matches("[1-9].*")
                && object.path("spec").path("finalizers").isEmpty();
        if (act.dryRun()) {
            return;
        }
        if (ends) {
            store.remove(act.resource().storage(), key);
        } else {
            store.put(act.resource().storage(), key, object);
        }
    }

    private static void restoreMetadata(ObjectNode live, ObjectNode next) {
        ObjectNode metadata = Json.in(next, "metadata");
        for (String field : new String[] {
            "name",
            "namespace",
            "uid",
            "creationTimestamp",
            "generation",
            "resourceVersion",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "generateName"
        }) {
            JsonNode value = live.path("metadata").get(field);
            if (value == null) {
                metadata.remove(field);
            } else {
                metadata.set(field, value);
            }
        }
    }

    private static void restoreStatus(Act act, ObjectNode live, ObjectNode next) {
        JsonNode status = live.get("status");
        boolean statusOnly = act.owner().subresource().equals("status");
        if (statusOnly || !act.resource().has(Trait.STATUS)) {
            return;
        }
        if (status == null) {
            next.remove("status");
        } else {
            next.set("status", status);
        }
    }

    private static ObjectNode spec(ObjectNode object, Resource resource) {
        ObjectNode spec = Json.object();
        object.properties().forEach(entry -> {
            boolean status = entry.getKey().equals("status") && resource.has(Trait.STATUS);
            if (!BOOKKEEPING.contains(entry.getKey()) && !status) {
                spec.set(entry.getKey(), entry.getValue());
            }
        });
        return spec;
    }

    /** What a controller does to an object it reads and writes back; nothing if the object is gone. */
    @Nullable ObjectNode control(Resource resource, Key key, Owner owner, UnaryOperator<ObjectNode> change) {
        return store.transact(() -> {
            ObjectNode live = store.get(resource.storage(), key);
            if (live == null) {
                return null;
            }
            ObjectNode next = change.apply(live.deepCopy());
            return update(new Act(resource, owner, false), live, next, false).object();
        });
    }

    /** Marks an object as being deleted. */
    void markDeleted(Act act, ObjectNode live, UnaryOperator<ObjectNode> change) {
        ObjectNode next = live.deepCopy();
        ObjectNode metadata = Json.in(next, "metadata");
        if (!metadata.has("deletionTimestamp")) {
            metadata.put("deletionTimestamp", now());
            metadata.put("deletionGracePeriodSeconds", 0);
            if (metadata.has("generation")) {
                metadata.put("generation", metadata.path("generation").asLong() + 1);
            }
        }
        ObjectNode changed = change.apply(next);
        if (!changed.equals(live)) {
            keep(act, changed);
        }
    }
}
