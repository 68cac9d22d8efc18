package io.jenkins.plugins.drawbridge.server.runtime;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.check.ClusterWalk;
import io.jenkins.plugins.drawbridge.engine.check.Walk;
import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.cluster.Configuration;
import io.jenkins.plugins.drawbridge.engine.cluster.Environment;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import java.io.Closeable;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads what lives in an environment, over a link that stays open while somebody looks. What many viewers ask for within
 * two seconds is read once. Thread-safe; every call blocks. A cluster that cannot be reached is a {@link
 * io.jenkins.plugins.drawbridge.engine.DrawbridgeException} with one sentence; kinds that may not be listed are gaps in
 * the view.
 */
public final class RuntimeReader implements Closeable {

    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final int LOG_LINES = 200;

    private final OpenLinks links;
    private final Clock clock;
    private final ShortMemory<Place, RuntimeView> views;
    private final ShortMemory<LogRequest, LogLines> logs;

    public RuntimeReader() {
        this(Clock.systemUTC(), FRESH, IDLE);
    }

    RuntimeReader(Clock clock, Duration fresh, Duration idle) {
        this.clock = clock;
        this.links = new OpenLinks(idle);
        this.views = new ShortMemory<>(fresh);
        this.logs = new ShortMemory<>(fresh);
    }

    /** What lives in an environment now, by a client that its caller keeps. */
    public static RuntimeView now(KubeClient kube, Environment environment) {
        return NamespaceReader.read(kube, environment, kube.clock().instant());
    }

    /** Where an environment is; equal for all who look at it under one configuration. */
    record Place(Environment environment, Cluster cluster) {}

    private record LogRequest(Place place, String pod, String container, boolean previous) {}

    /**
     * What lives in an environment.
     *
     * @throws io.jenkins.plugins.drawbridge.engine.DrawbridgeException if the cluster cannot be reached
     */
    public RuntimeView read(Environment environment, Configuration configuration) {
        Place place = place(environment, configuration);
        return views.get(
                place,
                () -> links.on(
                        place.cluster(), kube -> NamespaceReader.read(kube, place.environment(), clock.instant())));
    }

    /** The last lines of a container's log; those of its life before, if {@code previous}. */
    public LogLines lastLogLines(
            Environment environment, Configuration configuration, String pod, String container, boolean previous) {
        Place place = place(environment, configuration);
        return logs.get(
                new LogRequest(place, pod, container, previous),
                () -> links.on(place.cluster(), kube -> new LogReader(
                                kube, place.environment().namespace())
                        .last(pod, container, previous, LOG_LINES)));
    }

    /** Walks to an environment's cluster hop by hop, on a link of its own; see {@link ClusterWalk}. */
    public Walk check(
            Environment environment,
            Configuration configuration,
            Consumer<io.jenkins.plugins.drawbridge.engine.check.WalkLine> listener) {
        Place place = place(environment, configuration);
        return ClusterWalk.check(place.cluster(), environment.namespace(), listener, notice -> {});
    }

    /** The link that is open to a cluster; empty: none is. */
    public Optional<LinkState> link(Cluster cluster) {
        return links.state(cluster);
    }

    /** How many links are open now; a gauge of the metrics. */
    public int openLinks() {
        return links.open();
    }

    private static Place place(Environment environment, Configuration configuration) {
        Cluster cluster = configuration
                .cluster(environment.cluster())
                .orElseThrow(() -> new InputException("environment " + environment.id() + " names the cluster \""
                        + environment.cluster() + "\", which the configuration does not hold"));
        return new Place(environment, cluster);
    }

    /** Closes every link; idempotent. */
    @Override
    public void close() {
        links.close();
    }
}
