package io.jenkins.plugins.drawbridge.engine;

import io.jenkins.plugins.drawbridge.engine.cluster.Access;
import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.cluster.Credentials;
import io.jenkins.plugins.drawbridge.engine.cluster.Pem;
import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import io.jenkins.plugins.drawbridge.engine.kube.ClientSettings;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.link.Link;
import io.jenkins.plugins.drawbridge.engine.link.LinkListener;
import io.jenkins.plugins.drawbridge.engine.link.Links;
import io.jenkins.plugins.drawbridge.testkit.ClusterUnderTest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A client of a cluster under test, with its link. */
public record Door(Link link, KubeClient kube, List<String> notices) implements AutoCloseable {

    public static final Duration REQUEST = Duration.ofSeconds(20);

    public static Cluster cluster(ClusterUnderTest cluster, String token) {
        return cluster(cluster, token, Access.DIRECT);
    }

    public static Cluster cluster(ClusterUnderTest cluster, String token, Access access) {
        return new Cluster(
                "test",
                URI.create(cluster.url()),
                Pem.authority(cluster.authorityPem()),
                null,
                false,
                new Credentials.BearerToken(SecretSource.of(token)),
                null,
                access);
    }

    public static Door to(Cluster cluster) {
        return to(cluster, REQUEST);
    }

    public static Door to(Cluster cluster, Duration requestTimeout) {
        return to(cluster, requestTimeout, notice -> {});
    }

    /** @param hearing hears each notice at once, on the thread that sends the request */
    public static Door to(Cluster cluster, Duration requestTimeout, Consumer<String> hearing) {
        Link link = Links.open(cluster.access(), LinkListener.SILENT);
        List<String> notices = new CopyOnWriteArrayList<>();
        Consumer<String> both = hearing.andThen(notices::add);
        ClientSettings settings = new ClientSettings(requestTimeout, both, LinkListener.SILENT);
        return new Door(link, new KubeClient(cluster, link, settings), notices);
    }

    @Override
    public void close() {
        kube.close();
        link.close();
    }
}
