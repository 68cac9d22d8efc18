package io.jenkins.plugins.drawbridge.engine.step;

import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.kube.ClientSettings;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.link.Link;
import io.jenkins.plugins.drawbridge.engine.link.LinkListener;
import io.jenkins.plugins.drawbridge.engine.link.Links;
import java.io.Closeable;
import java.time.Duration;
import java.util.function.Consumer;

/** The way to one cluster, let down for one deploy: a link and a client on it. */
public final class Bridge implements Closeable {

    private static final Duration REQUEST_TIMEOUT = Duration.ofMinutes(1);

    private final Link link;
    private final KubeClient kube;

    private Bridge(Link link, KubeClient kube) {
        this.link = link;
        this.kube = kube;
    }

    public static Bridge to(Cluster cluster, LinkListener steps, Consumer<String> notices) {
        return to(cluster, REQUEST_TIMEOUT, steps, notices);
    }

    /** @param requestTimeout bound on the silence within one answer; zero: the usual minute */
    public static Bridge to(Cluster cluster, Duration requestTimeout, LinkListener steps, Consumer<String> notices) {
        Duration bound = requestTimeout.isZero() ? REQUEST_TIMEOUT : requestTimeout;
        Link link = Links.open(cluster.access(), steps);
        return new Bridge(link, new KubeClient(cluster, link, new ClientSettings(bound, notices, steps)));
    }

    public KubeClient kube() {
        return kube;
    }

    @Override
    public void close() {
        kube.close();
        link.close();
    }
}
