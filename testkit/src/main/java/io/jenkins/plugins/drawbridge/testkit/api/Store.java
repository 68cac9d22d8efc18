package io.jenkins.plugins.drawbridge.testkit.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The objects, one version counter for all of them, and the recent changes. Objects in it are never changed in place. Whoever
 * reads and then writes does both inside {@link #transact}.
 */
public final class Store {

    private static final int REMEMBERED = 20_000;

    private final Map<String, Shelf> shelves = new HashMap<>();
    private long version = 1;
    private long forgotten = 1;
    private long writes;

    /** Objects of one kind, their recent changes, and who watches them. */
    private static final class Shelf {
        final NavigableMap<Key, ObjectNode> objects = new TreeMap<>();
        final Deque<Change> changes = new ArrayDeque<>();
        final List<BlockingQueue<Change>> watchers = new CopyOnWriteArrayList<>();
        final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
        long forgotten;
    }

    /** Objects read at one version. */
    record Snapshot(long version, List<ObjectNode> objects) {}

    synchronized <T> T transact(Supplier<T> work) {
        return work.get();
    }

    synchronized long version() {
        return version;
    }

    /** A client's request has changed something. */
    synchronized void countWrite() {
        writes++;
    }

    synchronized long writes() {
        return writes;
    }

    synchronized void onChange(String storage, Consumer<Change> listener) {
        shelf(storage).listeners.add(listener);
    }

    synchronized @Nullable ObjectNode get(String storage, Key key) {
        return shelf(storage).objects.get(key);
    }

    synchronized Snapshot list(String storage, String namespace) {
        Shelf shelf = shelf(storage);
        Collection<ObjectNode> found = namespace.isEmpty()
                ? shelf.objects.values()
                : shelf.objects
                        .subMap(new Key(namespace, ""), new Key(namespace, "\uffff"))
                        .values();
        return new Snapshot(version, new ArrayList<>(found));
    }

    synchronized Collection<String> storages() {
        return new ArrayList<>(shelves.keySet());
    }

    synchronized void put(String storage, Key key, ObjectNode object) {
        Shelf shelf = shelf(storage);
        version++;
        Json.in(object, "metadata").put("resourceVersion", Long.toString(version));
        ObjectNode before = shelf.objects.put(key, object);
        publish(shelf, new Change(version, object, before, false));
    }

    synchronized void remove(String storage, Key key) {
        Shelf shelf = shelf(storage);
        ObjectNode gone = shelf.objects.remove(key);
        if (gone != null) {
            version++;
            ObjectNode last = gone.deepCopy();
            Json.in(last, "metadata").put("resourceVersion", Long.toString(version));
            publish(shelf, new Change(version, last, gone, true));
        }
    }

    private static void publish(Shelf shelf, Change change) {
        shelf.changes.addLast(change);
        if (shelf.changes.size() > REMEMBERED) {
            shelf.forgotten = shelf.changes.removeFirst().version();
        }
        shelf.watchers.forEach(watcher -> watcher.add(change));
        shelf.listeners.forEach(listener -> listener.accept(change));
    }

    /** The queue of changes since a version; {@code null} if they are forgotten. */
    synchronized @Nullable BlockingQueue<Change> watch(String storage, long since) {
        Shelf shelf = shelf(storage);
        if (since < Math.max(forgotten, shelf.forgotten)) {
            return null;
        }
        BlockingQueue<Change> queue = new LinkedBlockingQueue<>();
        shelf.changes.stream().filter(change -> change.version() > since).forEach(queue::add);
        shelf.watchers.add(queue);
        return queue;
    }

    synchronized void unwatch(String storage, BlockingQueue<Change> queue) {
        shelf(storage).watchers.remove(queue);
    }

    /** Forgets all changes up to now, as a real server's compaction does. */
    synchronized void compact() {
        forgotten = version;
    }

    synchronized boolean isForgotten(long someVersion) {
        return someVersion < forgotten;
    }

    private Shelf shelf(String storage) {
        return shelves.computeIfAbsent(storage, name -> new Shelf());
    }
}
