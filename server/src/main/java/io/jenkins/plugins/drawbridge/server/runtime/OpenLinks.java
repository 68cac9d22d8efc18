package io.jenkins.plugins.drawbridge.server.runtime;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.kube.ClientSettings;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.link.Link;
import io.jenkins.plugins.drawbridge.engine.link.LinkListener;
import io.jenkins.plugins.drawbridge.engine.link.Links;
import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * One open link to each cluster that is looked at; closed when nobody has used it for a while. A link whose credentials
 * were refused says so until it is closed, and is closed at the latest after the same while, so that a mended
 * configuration of the far side is noticed. Thread-safe.
 */
final class OpenLinks implements Closeable {

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);

    private final Duration idle;
    private final Map<Cluster, Bridge> bridges = new HashMap<>();
    private final ScheduledThreadPoolExecutor sweeper;
    private final ScheduledFuture<?> sweeping;
    private boolean closed;

    OpenLinks(Duration idle) {
        this.idle = idle;
        this.sweeper = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "drawbridge-idle-links");
            thread.setDaemon(true);
            return thread;
        });
        long period = Math.max(1, idle.toMillis() / 4);
        sweeping = sweeper.scheduleWithFixedDelay(this::sweep, period, period, TimeUnit.MILLISECONDS);
    }

    private static final class Bridge {

        private final Link link;
        private final KubeClient kube;
        private int users;
        private final long openSince = System.nanoTime();
        private long unusedSince = openSince;
        private long failingSince;
        private boolean failing;

        Bridge(Cluster cluster) {
            link = Links.open(cluster.access(), LinkListener.SILENT);
            kube = new KubeClient(
                    cluster, link, new ClientSettings(REQUEST_TIMEOUT, notice -> {}, LinkListener.SILENT));
        }

        boolean isSpent(Duration idle, long now) {
            return users == 0
                    && (now - unusedSince > idle.toNanos() || (failing && now - failingSince > idle.toNanos()));
        }

        void close() {
            kube.close();
            link.close();
        }
    }

    /** Does something on the cluster's link, which is opened if need be. */
    <T> T on(Cluster cluster, Function<KubeClient, T> work) {
        Bridge bridge = taken(cluster);
        boolean well = false;
        try {
            T result = work.apply(bridge.kube);
            well = true;
            return result;
        } finally {
            given(bridge, well);
        }
    }

    private synchronized Bridge taken(Cluster cluster) {
        if (closed) {
            throw new InputException("the server stops; ask again when it is back");
        }
        Bridge bridge = bridges.computeIfAbsent(cluster, Bridge::new);
        bridge.users++;
        return bridge;
    }

    private synchronized void given(Bridge bridge, boolean well) {
        bridge.users--;
        bridge.unusedSince = System.nanoTime();
        if (!well && !bridge.failing) {
            bridge.failingSince = bridge.unusedSince;
        }
        bridge.failing = !well;
    }

    /** Empty: it is not open. */
    synchronized Optional<LinkState> state(Cluster cluster) {
        return Optional.ofNullable(bridges.get(cluster))
                .map(bridge -> new LinkState(Duration.ofNanos(System.nanoTime() - bridge.openSince), bridge.failing));
    }

    synchronized int open() {
        return bridges.size();
    }

    private void sweep() {
        spent().forEach(Bridge::close);
    }

    private synchronized List<Bridge> spent() {
        List<Bridge> spent = new ArrayList<>();
        long now = System.nanoTime();
        for (Iterator<Bridge> all = bridges.values().iterator(); all.hasNext(); ) {
            Bridge bridge = all.next();
            if (bridge.isSpent(idle, now)) {
                all.remove();
                spent.add(bridge);
            }
        }
        return spent;
    }

    @Override
    public void close() {
        List<Bridge> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(bridges.values());
            bridges.clear();
        }
        sweeping.cancel(false);
        sweeper.shutdownNow();
        all.forEach(Bridge::close);
    }
}
