package io.jenkins.plugins.drawbridge.engine.check;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.check.Walk.Ending;
import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.kube.AccessCheck;
import io.jenkins.plugins.drawbridge.engine.kube.AccessCheck.Right;
import io.jenkins.plugins.drawbridge.engine.kube.ClientSettings;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.link.Link;
import io.jenkins.plugins.drawbridge.engine.link.Links;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Walks to a cluster hop by hop, over the very link a deploy takes, and asks what we may do there. It changes nothing,
 * and sends no credential to a host whose key or certificate is not trusted. One for each walk.
 */
public final class ClusterWalk {

    private static final Duration REQUEST_TIMEOUT = Duration.ofMinutes(1);

    private static final List<Right> TO_DEPLOY = List.of(
            new Right("create", "coordination.k8s.io", "leases"),
            new Right("delete", "coordination.k8s.io", "leases"),
            new Right("patch", "", "configmaps"),
            new Right("patch", "", "secrets"),
            new Right("patch", "", "services"),
            new Right("patch", "apps", "deployments"),
            new Right("list", "apps", "deployments"),
            new Right("watch", "apps", "deployments"),
            new Right("delete", "apps", "deployments"),
            new Right("list", "", "pods"));

    private final Cluster cluster;
    private final String namespace;
    private final Consumer<WalkLine> listener;
    private final List<WalkLine> lines = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private long begun = System.nanoTime();

    private ClusterWalk(Cluster cluster, String namespace, Consumer<WalkLine> listener) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.listener = listener;
    }

    /** Walks and tells at the end. Never throws for what is wrong with the way or the cluster. */
    public static Walk check(Cluster cluster, String namespace) {
        return check(cluster, namespace, line -> {}, notice -> {});
    }

    /**
     * Walks.
     *
     * @param listener hears each line as soon as it is known, one at a time, on any thread
     * @param notices hears of requests that are repeated; the sentences hold text of the cluster
     */
    public static Walk check(Cluster cluster, String namespace, Consumer<WalkLine> listener, Consumer<String> notices) {
        return new ClusterWalk(cluster, namespace, listener).walk(notices);
    }

    private Walk walk(Consumer<String> notices) {
        Ending ending;
        try (Link link = Links.open(cluster.access(), this::passed);
                KubeClient kube =
                        new KubeClient(cluster, link, new ClientSettings(REQUEST_TIMEOUT, notices, this::passed))) {
            ending = ask(kube);
        } catch (DrawbridgeException failure) {
            add(WalkLine.failed(failure.getMessage(), sinceBegun()));
            ending = failure instanceof InputException ? Ending.BAD_INPUT : Ending.NOT_REACHED;
        }
        synchronized (this) {
            return new Walk(lines, ending);
        }
    }

    private Ending ask(KubeClient kube) {
        String version = timed(kube::serverVersion);
        passed("API server " + cluster.address(), "Kubernetes " + version, sinceBegun());
        AccessCheck access = new AccessCheck(kube);
        String name = timed(() -> access.whoAmI().orElse("not said by servers before 1.28"));
        passed("who am I", name, sinceBegun());
        List<Right> missing = timed(() -> access.lacking(TO_DEPLOY, namespace));
        if (missing.isEmpty()) {
            passed("may I deploy", "yes, to namespace " + namespace, sinceBegun());
            return Ending.MAY_DEPLOY;
        }
        add(WalkLine.failed(
                "may not deploy to namespace " + namespace + ": the account lacks "
                        + String.join(
                                ", ", missing.stream().map(Right::toString).toList())
                        + "; bind it to a role that has them",
                sinceBegun()));
        return Ending.LACKS_RIGHTS;
    }

    private <T> T timed(Supplier<T> work) {
        begun = System.nanoTime();
        return work.get();
    }

    private Duration sinceBegun() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** A step that is taken once for each kind of host key is told once. */
    private synchronized void passed(String label, String step, Duration took) {
        if (told.add(label + "\n" + step)) {
            add(WalkLine.passed(label, step, took));
        }
    }

    private synchronized void add(WalkLine line) {
        lines.add(line);
        listener.accept(line);
    }
}
