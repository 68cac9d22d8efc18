package io.jenkins.plugins.drawbridge.testkit;

import java.net.URI;
import java.util.Optional;

/**
 * A real Kubernetes API server on loopback, with its controllers but without a scheduler or a kubelet (see {@link
 * io.jenkins.plugins.drawbridge.testkit.kubelet.KubeletStandIn}). It is started by {@code dev/kube up}, and found through {@code DRAWBRIDGE_KUBE} in the environment or the
 * system properties. Immutable; safe for use by several threads. Tests share it: each works in a namespace of its own.
 */
public final class RealCluster {

    private static final StateFolder.Kind KIND =
            new StateFolder.Kind("a real API server", "DRAWBRIDGE_KUBE", "dev/kube", "url");

    private final StateFolder state;

    private RealCluster(StateFolder state) {
        this.state = state;
    }

    /**
     * The running one, if the environment names one. Says on standard error, once, when it does not.
     *
     * @throws IllegalStateException when the folder holds no cluster, or when {@code DRAWBRIDGE_REQUIRE_REAL} is true and none is
     *     named
     */
    public static Optional<RealCluster> configured() {
        return StateFolder.find(KIND).map(RealCluster::new);
    }

    public URI url() {
        return URI.create(state.line("url"));
    }

    public String authorityPem() {
        return state.text("ca.crt");
    }

    /** A bearer token of a member of {@code system:masters}. */
    public String adminToken() {
        return state.line("token");
    }

    /** A client certificate of a member of {@code system:masters}. */
    public String clientCertificatePem() {
        return state.text("client.crt");
    }

    /** The key of {@link #clientCertificatePem()} (PKCS #8). */
    public String clientKeyPem() {
        return state.text("client.key");
    }

    /** What kubectl needs to get in as administrator. */
    public String kubeconfig() {
        return state.text("kubeconfig");
    }
}
