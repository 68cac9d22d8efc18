package io.jenkins.plugins.drawbridge.engine.kube;

import io.jenkins.plugins.drawbridge.engine.cluster.HostPort;
import io.jenkins.plugins.drawbridge.engine.link.LinkListener;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Handshake;
import org.jspecify.annotations.Nullable;

/** Tells how long the TLS handshake with the API server took. One for each call. */
final class HandshakeListener extends EventListener {

    private final LinkListener steps;
    private final HostPort server;
    private long begun;

    HandshakeListener(LinkListener steps, HostPort server) {
        this.steps = steps;
        this.server = server;
    }

    @Override
    public void secureConnectStart(Call call) {
        begun = System.nanoTime();
    }

    @Override
    public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
        if (handshake != null) {
            String version = handshake.tlsVersion().javaName().replace("TLSv", "TLS ");
            steps.passed("API server " + server, version, Duration.ofNanos(System.nanoTime() - begun));
        }
    }
}
