package io.jenkins.plugins.drawbridge.engine.kube;

import io.jenkins.plugins.drawbridge.engine.link.LinkListener;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What a client needs besides its cluster and link.
 *
 * @param requestTimeout bound on the silence within one answer; watches have their own
 * @param notices hears of repeated requests, on any thread; the sentences hold text of the cluster
 * @param steps hears of the TLS handshake with the API server
 */
public record ClientSettings(Duration requestTimeout, Consumer<String> notices, LinkListener steps) {

    /** A minute for each answer, and nobody listening. */
    public static final ClientSettings QUIET =
            new ClientSettings(Duration.ofMinutes(1), notice -> {}, LinkListener.SILENT);
}
