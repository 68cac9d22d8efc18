package io.jenkins.plugins.drawbridge.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Garbage collection and the end of namespaces: what the controller manager does after a delete. Works a moment later, on the
 * executor, as the real one does. Thread-safe.
 */
final class Collector {

    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
    private static final int MOMENT_MILLISECONDS = 15;

    private final Store store;
    private final ScheduledExecutorService executor;
    private final AtomicBoolean scheduled = new AtomicBoolean();

    Collector(Store store, ScheduledExecutorService executor) {
        this.store = store;
        this.executor = executor;
    }

    /** An object and where it is kept. */
    private record Kept(String storage, ObjectNode object) {

        Key key() {
            return Versions.keyOf(object);
        }

        String uid() {
            return Json.text(object, "metadata", "uid");
        }

        boolean isEnding() {
            return object.path("metadata").has("deletionTimestamp");
        }

        boolean has(String finalizer) {
            return object.path("metadata").path("finalizers").toString().contains("\"" + finalizer + "\"");
        }

        Set<String> owners() {
            Set<String> owners = new HashSet<>();
            object.path("metadata").path("ownerReferences").forEach(owner -> owners.add(Json.text(owner, "uid")));
            return owners;
        }
    }

    /** Something was deleted: look round soon. */
    void look() {
        if (scheduled.compareAndSet(false, true)) {
            try {
                var unused = executor.schedule(this::sweep, MOMENT_MILLISECONDS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException closed) {
                scheduled.set(false); // the cluster is being shut down: nobody will ask any more
            }
        }
    }

    private void sweep() {
        scheduled.set(false);
        try {
            if (store.transact(this::sweepOnce)) {
                look();
            }
        } catch (RuntimeException problem) {
            LOG.error("the garbage collector stumbled; the next delete starts it again", problem);
        }
    }

    private boolean sweepOnce() {
        List<Kept> all = everything();
        Set<String> living = new HashSet<>();
        all.forEach(kept -> living.add(kept.uid()));
        boolean changed = false;
        for (Kept kept : all) {
            if (kept.storage().equals("/namespaces")) {
                changed |= kept.isEnding() && endNamespace(kept, all);
            } else if (kept.isEnding() && kept.has("orphan")) {
                changed |= orphan(kept, all);
            } else if (kept.isEnding() && kept.has("foregroundDeletion")) {
                changed |= endForeground(kept, all);
            } else if (!kept.owners().isEmpty() && kept.owners().stream().noneMatch(living::contains)) {
                changed |= remove(kept);
            }
        }
        return changed;
    }

    private List<Kept> everything() {
        List<Kept> all = new ArrayList<>();
        for (String storage : store.storages()) {
            store.list(storage, "").objects().forEach(object -> all.add(new Kept(storage, object)));
        }
        return all;
    }

    private boolean endNamespace(Kept namespace, List<Kept> all) {
        List<Kept> inside = all.stream()
                .filter(kept -> kept.key().namespace().equals(namespace.key().name()))
                .toList();
        inside.forEach(this::removeNow);
        if (inside.stream().allMatch(kept -> store.get(kept.storage(), kept.key()) == null)) {
            if (namespace.object().path("metadata").path("finalizers").isEmpty()) {
                store.remove(namespace.storage(), namespace.key());
            }
            return false;
        }
        return false;
    }

    private boolean endForeground(Kept owner, List<Kept> all) {
        List<Kept> dependents = all.stream()
                .filter(kept -> kept.owners().contains(owner.uid()))
                .filter(kept -> store.get(kept.storage(), kept.key()) != null)
                .toList();
        dependents.forEach(this::remove);
        if (dependents.isEmpty()) {
            withoutFinalizer(owner, "foregroundDeletion");
        }
        return true;
    }

    private boolean orphan(Kept owner, List<Kept> all) {
        for (Kept kept : all) {
            if (kept.owners().contains(owner.uid())) {
                ObjectNode freed = kept.object().deepCopy();
                ArrayNode owners = Json.listIn(Json.in(freed, "metadata"), "ownerReferences");
                for (int index = owners.size() - 1; index >= 0; index--) {
                    if (Json.text(owners.get(index), "uid").equals(owner.uid())) {
                        owners.remove(index);
                    }
                }
                store.put(kept.storage(), kept.key(), freed);
            }
        }
        withoutFinalizer(owner, "orphan");
        return true;
    }

    private void withoutFinalizer(Kept kept, String finalizer) {
        ObjectNode next = kept.object().deepCopy();
        ObjectNode metadata = Json.in(next, "metadata");
        ArrayNode rest = Json.MAPPER.createArrayNode();
        for (JsonNode other : metadata.path("finalizers")) {
            if (!other.asText().equals(finalizer)) {
                rest.add(other);
            }
        }
        if (rest.isEmpty()) {
            store.remove(kept.storage(), kept.key());
        } else {
            metadata.set("finalizers", rest);
            store.put(kept.storage(), kept.key(), next);
        }
    }

    /** Deletes a dependent; returns whether anything changed. */
    private boolean remove(Kept kept) {
        if (kept.object().path("metadata").path("finalizers").isEmpty()) {
            store.remove(kept.storage(), kept.key());
            return true;
        }
        return removeNow(kept);
    }

    private boolean removeNow(Kept kept) {
        if (kept.object().path("metadata").path("finalizers").isEmpty()) {
            store.remove(kept.storage(), kept.key());
            return true;
        }
        if (kept.isEnding()) {
            return false;
        }
        ObjectNode marked = kept.object().deepCopy();
        Json.in(marked, "metadata").put("deletionTimestamp", java.time.Instant.EPOCH.toString());
        store.put(kept.storage(), kept.key(), marked);
        return true;
    }
}
