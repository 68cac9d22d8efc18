package io.jenkins.plugins.drawbridge.server.web.page;

import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import io.jenkins.plugins.drawbridge.server.store.Journal;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.web.Problem;
import io.jenkins.plugins.drawbridge.server.web.access.Caller;
import io.jenkins.plugins.drawbridge.server.web.page.view.BuildView;
import io.jenkins.plugins.drawbridge.server.web.page.view.BuildView.SectionView;
import io.jenkins.plugins.drawbridge.server.web.page.view.LogView;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends browsers the parts of a build's page that have changed, as server-sent events (WHATWG HTML, 9.2): {@code block}
 * with a part's HTML, {@code end} when the run has ended. One thread looks at the runs that are watched, twice a second,
 * whatever the number of watchers. Thread-safe.
 */
final class LiveFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final int MOST_WATCHERS = 200;
    private static final long LOOK_MILLIS = 500;
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final LogView NO_LOG = new LogView(1, List.of(), 0);

    /** A browser, and what it was sent of which block. */
    private static final class Watcher {

        private final SseClient client;
        private final long run;
        private final Caller caller;
        private final Map<String, Integer> sent = new HashMap<>();
        private final long since = System.nanoTime();
        private long spoke = System.nanoTime();
        private int state;

        Watcher(SseClient client, long run, Caller caller) {
            this.client = client;
            this.run = run;
            this.caller = caller;
        }
    }

    private final PageContext context;
    private final BuildModel model;
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "drawbridge-live");
        thread.setDaemon(true);
        return thread;
    });

    LiveFeed(PageContext context, BuildModel model) {
        this.context = context;
        this.model = model;
        var unused = looking.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void attach(Context request, Run run, Caller caller) {
        if (watchers.size() >= MOST_WATCHERS) {
            throw new Problem(503, "Too many pages are watched live; this one is loaded again now and then.");
        }
        request.header("X-Accel-Buffering", "no"); // nginx would keep events back
        new SseHandler(client -> {
                    Watcher watcher = new Watcher(client, run.id(), caller);
                    client.onClose(() -> watchers.remove(watcher));
                    client.keepAlive();
                    watchers.add(watcher);
                })
                .handle(request);
    }

    private void look() {
        Map<Long, List<Watcher>> byRun = new HashMap<>();
        for (Watcher watcher : watchers) {
            byRun.computeIfAbsent(watcher.run, none -> new java.util.ArrayList<>())
                    .add(watcher);
        }
        byRun.forEach((run, watching) -> {
            try {
                look(run, watching);
            } catch (RuntimeException failed) {
                LOG.warn("run {} cannot be shown live", run, failed);
                watching.forEach(watcher -> watcher.client.close());
            }
        });
    }

    private void look(long id, List<Watcher> watching) {
        Run run = context.store().runs().byId(id).orElseThrow(Problem::notFound);
        Journal journal = context.store().journal();
        int state = List.of(run, journal.steps(id), journal.questions(id), journal.sectionsChangedAt(id))
                .hashCode();
        for (Watcher watcher : watching) {
            if (watcher.state != state) {
                watcher.state = state;
                tell(watcher, run);
            } else if (System.nanoTime() - watcher.spoke > SILENCE_NANOS) {
                watcher.client.sendComment("still here");
                watcher.spoke = System.nanoTime();
            }
            if (run.ended()) {
                watcher.client.sendEvent(
                        "end", run.result() == null ? "" : run.result().name());
            }
            if (run.ended() || System.nanoTime() - watcher.since > LONGEST_NANOS) {
                watcher.client.close();
            }
        }
    }

    private void tell(Watcher watcher, Run run) {
        blocks(model.read(run, watcher.caller, NO_LOG), watcher.caller).forEach((name, html) -> {
            Integer hash = html.hashCode();
            if (!hash.equals(watcher.sent.put(name, hash))) {
                watcher.client.sendEvent("block", html);
                watcher.spoke = System.nanoTime();
            }
        });
    }

    private Map<String, String> blocks(BuildView view, Caller caller) {
        Map<String, Object> values = new HashMap<>();
        values.put("shell", context.shell("", "", caller));
        values.put("view", view);
        values.put("now", context.now());
        Map<String, String> blocks = new LinkedHashMap<>();
        for (String name : List.of("head", "asked", "stages")) {
            blocks.put(name, context.templates().fill("build/" + name, values));
        }
        for (SectionView section : view.sections()) {
            Map<String, Object> own = new HashMap<>(values);
            own.put("section", section);
            blocks.put("section-" + section.id(), context.templates().fill("build/section", own));
        }
        return blocks;
    }

    /** How many browsers watch. */
    int watching() {
        return watchers.size();
    }

    @Override
    public void close() {
        looking.shutdownNow();
        watchers.forEach(watcher -> watcher.client.close());
        try {
            looking.awaitTermination(Duration.ofSeconds(5).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
