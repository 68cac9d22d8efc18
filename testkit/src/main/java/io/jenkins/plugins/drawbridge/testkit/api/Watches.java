package io.jenkins.plugins.drawbridge.testkit.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Streams of changes (Kubernetes API concepts: "Efficient detection of changes"). Thread-safe; one thread per watch. */
final class Watches {

    private static final Duration LOOK_UP = Duration.ofMillis(250);

    private final Store store;
    private final Duration bookmarkEvery;

    Watches(Store store, Duration bookmarkEvery) {
        this.store = store;
        this.bookmarkEvery = bookmarkEvery;
    }

    /** What to watch, where to write, and when to stop. */
    record Watch(Resource resource, ApiRequest request, OutputStream out, BooleanSupplier stopped) {}

    void run(Watch watch) throws IOException, InterruptedException {
        String version = watch.request().parameter("resourceVersion");
        boolean fromNow = version.isEmpty() || version.equals("0");
        Predicate<ObjectNode> selected = selection(watch.request());
        Store.Snapshot start = store.transact(() ->
                store.list(watch.resource().storage(), watch.request().target().namespace()));
        long since = fromNow ? start.version() : Long.parseLong(version);
        BlockingQueue<Change> changes = store.watch(watch.resource().storage(), since);
        if (changes == null) {
            send(watch, "ERROR", tooOld(since).toJson());
            return;
        }
        try {
            if (fromNow) {
                for (ObjectNode object : start.objects()) {
                    if (selected.test(object)) {
                        send(watch, "ADDED", Versions.show(object, watch.resource()));
                    }
                }
            }
            watch.out().flush();
            follow(watch, changes, selected);
        } finally {
            store.unwatch(watch.resource().storage(), changes);
        }
    }

    private static Predicate<ObjectNode> selection(ApiRequest request) {
        String namespace = request.target().namespace();
        Predicate<ObjectNode> here = object -> namespace.isEmpty()
                || Json.text(object, "metadata", "namespace").equals(namespace);
        return here.and(Selectors.of(request));
    }

    static StatusException tooOld(long version) {
        return StatusException.expired("too old resource version: " + version);
    }

    private void follow(Watch watch, BlockingQueue<Change> changes, Predicate<ObjectNode> selected)
            throws IOException, InterruptedException {
        String timeout = watch.request().parameter("timeoutSeconds");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(timeout.isEmpty() ? 1800 : Long.parseLong(timeout));
        long nextBookmark = System.nanoTime() + bookmarkEvery.toNanos();
        boolean wantsBookmarks =
                watch.request().parameter("allowWatchBookmarks").matches("true|1");
        while (System.nanoTime() < end && !watch.stopped().getAsBoolean()) {
            long versionBefore = store.version();
            long patience = Math.min(LOOK_UP.toNanos(), Math.max(0, Math.min(end, nextBookmark) - System.nanoTime()));
            Change change = changes.poll(patience, TimeUnit.NANOSECONDS);
            if (change != null) {
                pass(watch, change, selected);
                if (changes.isEmpty()) {
                    watch.out().flush();
                }
            } else if (System.nanoTime() >= nextBookmark) {
                if (wantsBookmarks) {
                    bookmark(watch, versionBefore);
                }
                nextBookmark = System.nanoTime() + bookmarkEvery.toNanos();
            }
        }
    }

    private static void pass(Watch watch, Change change, Predicate<ObjectNode> selected) throws IOException {
        ObjectNode before = change.before();
        boolean was = before != null && selected.test(before);
        boolean is = !change.deleted() && selected.test(change.object());
        String type = type(was, is);
        if (type != null) {
            send(watch, type, Versions.show(is || change.deleted() ? change.object() : gone(change), watch.resource()));
        }
    }

    private static @Nullable String type(boolean was, boolean is) {
        if (is) {
            return was ? "MODIFIED" : "ADDED";
        }
        return was ? "DELETED" : null;
    }

    /** An object that left the selection is shown as it was, with the version at which it left. */
    private static ObjectNode gone(Change change) {
        ObjectNode last =
                change.before() == null ? Json.object() : change.before().deepCopy();
        Json.in(last, "metadata").put("resourceVersion", Long.toString(change.version()));
        return last;
    }

    private static void bookmark(Watch watch, long version) throws IOException {
        ObjectNode mark = Json.object()
                .put("kind", watch.resource().kind())
                .put("apiVersion", watch.resource().apiVersion());
        mark.putObject("metadata")
                .put("resourceVersion", Long.toString(version))
                .putNull("creationTimestamp");
        send(watch, "BOOKMARK", mark);
        watch.out().flush();
    }

    private static void send(Watch watch, String type, JsonNode object) throws IOException {
        boolean partial = Lists.wantsMetadata(watch.request()) && !type.equals("ERROR");
        ObjectNode event = Json.object().put("type", type);
        event.set("object", partial ? Partial.of(object) : object);
        watch.out().write((event + "\n").getBytes(UTF_8));
    }
}
