package io.jenkins.plugins.drawbridge.testkit.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Watches the pods of one namespace (or all) and writes their status, as the kubelets would that a bare API server lacks. The
 * real controllers then make Deployments, StatefulSets and Jobs available or failed. Pods are not bound to a node, so the server
 * deletes them at once. Close it to end its threads; what it wrote stays.
 */
public final class KubeletStandIn implements AutoCloseable {

    private static final long PAUSE_AFTER_TROUBLE_MILLIS = 200;

    private final PodJournal journal;
    private final ApiClient api;
    private final String pods;
    private final PodStory story;
    private final Map<String, Future<?>> seen = new ConcurrentHashMap<>();
    private final ScheduledExecutorService time = Executors.newScheduledThreadPool(2, KubeletStandIn::daemon);
    private final AtomicReference<@Nullable Stream<JsonNode>> watch = new AtomicReference<>();
    private final Thread watcher;
    private volatile boolean closed;

    private KubeletStandIn(ApiClient api, String namespace, PodStory story) {
        this.api = api;
        this.journal = new PodJournal(api);
        this.pods = namespace.isEmpty() ? "/api/v1/pods" : "/api/v1/namespaces/" + namespace + "/pods";
        this.story = story;
        this.watcher = daemon(this::follow);
    }

    /**
     * Starts one.
     *
     * @param namespace whose pods; empty for every namespace
     */
    public static KubeletStandIn start(Server server, String namespace, PodStory story) {
        KubeletStandIn kubelet = new KubeletStandIn(
                new ApiClient(server.url(), server.authorityPem(), server.token()), namespace, story);
        kubelet.watcher.start();
        return kubelet;
    }

    /** An API server and how to get in; the token's owner must be allowed to watch pods, write their status and post Events. */
    public record Server(URI url, String authorityPem, String token) {}

    @Override
    public void close() {
        closed = true;
        Stream<JsonNode> open = watch.get();
        if (open != null) {
            open.close();
        }
        watcher.interrupt();
        time.shutdownNow();
    }

    private void follow() {
        while (!closed) {
            try {
                watchFrom(catchUp());
            } catch (IOException | UncheckedIOException trouble) {
                pause();
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** Lists the pods, so that none is missed before the watch or between two watches. */
    private String catchUp() {
        JsonNode list = api.get(pods).body();
        Set<String> alive = new HashSet<>();
        for (JsonNode pod : list.path("items")) {
            alive.add(uid(pod));
            meet(pod);
        }
        seen.keySet().stream().filter(uid -> !alive.contains(uid)).toList().forEach(this::forget);
        return list.path("metadata").path("resourceVersion").asText();
    }

    private void watchFrom(String version) throws IOException, InterruptedException {
        try (Stream<JsonNode> events = api.watch(pods + "?watch=true&timeoutSeconds=240&resourceVersion=" + version)) {
            watch.set(events);
            events.takeWhile(event -> !closed && !event.path("type").asText().equals("ERROR"))
                    .forEach(this::react);
        }
        pause();
    }

    private void react(JsonNode event) {
        if (event.path("type").asText().equals("DELETED")) {
            forget(uid(event.path("object")));
        } else {
            meet(event.path("object"));
        }
    }

    private void meet(JsonNode pod) {
        boolean fresh = pod.path("status").path("phase").asText("Pending").equals("Pending")
                && pod.path("status").path("conditions").isEmpty();
        if (fresh) {
            seen.computeIfAbsent(uid(pod), uid -> schedule(pod, story.of(pod), 0));
        }
    }

    private Future<?> schedule(JsonNode pod, List<PodStory.Chapter> chapters, int number) {
        if (number >= chapters.size() || closed) {
            return CompletableFuture.completedFuture(null);
        }
        PodStory.Chapter chapter = chapters.get(number);
        return time.schedule(
                () -> {
                    if (journal.write(pod, chapter)) {
                        seen.computeIfPresent(uid(pod), (uid, before) -> schedule(pod, chapters, number + 1));
                    }
                },
                chapter.after().toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void forget(String uid) {
        Future<?> rest = seen.remove(uid);
        if (rest != null) {
            rest.cancel(false);
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_TROUBLE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    private static String uid(JsonNode pod) {
        return pod.path("metadata").path("uid").asText();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "kubelet-stand-in");
        thread.setDaemon(true);
        return thread;
    }
}
