package io.jenkins.plugins.drawbridge.server.cli;

import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.cluster.Environment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where to deploy.
 *
 * @param namespaceGiven whether a flag or environment said it: then no object may be in another one
 * @param environment null if none was named
 * @param requestTimeout bound on the silence within one answer; zero: the usual one
 */
public record Target(
        Cluster cluster,
        String namespace,
        boolean namespaceGiven,
        @Nullable Environment environment,
        Duration requestTimeout) {

    Target in(@Nullable Environment other) {
        return new Target(cluster, namespace, namespaceGiven, other, requestTimeout);
    }

    Target within(Duration bound) {
        return new Target(cluster, namespace, namespaceGiven, environment, bound);
    }
}
