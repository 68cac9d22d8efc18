package io.jenkins.plugins.drawbridge.testkit;

import java.util.Optional;

/**
 * Real OpenSSH servers and HTTP proxies on loopback, started by {@code dev/bastion up} and found through {@code
 * DRAWBRIDGE_BASTION} in the environment or the system properties. Immutable; safe for use by several threads.
 */
public final class RealBastion {

    private static final StateFolder.Kind KIND =
            new StateFolder.Kind("a real sshd and real proxies", "DRAWBRIDGE_BASTION", "dev/bastion", "port");

    private final StateFolder state;

    private RealBastion(StateFolder state) {
        this.state = state;
    }

    /**
     * The running ones, if the environment names some. Says on standard error, once, when it does not.
     *
     * @throws IllegalStateException when the folder holds none, or when {@code DRAWBRIDGE_REQUIRE_REAL} is true and none is named
     */
    public static Optional<RealBastion> configured() {
        return StateFolder.find(KIND).map(RealBastion::new);
    }

    public RealSshServer ssh() {
        return new RealSshServer(state, "", "sshd");
    }

    /** Another server with other keys, for chains of two hops. */
    public RealSshServer secondSsh() {
        return new RealSshServer(state, "second/", "sshd-second");
    }

    /** The user that the proxies know. */
    public String proxyUser() {
        return state.line("proxy/user");
    }

    public String proxyPassword() {
        return state.line("proxy/password");
    }

    /** Plain HTTP; no credentials are answered with 407, but wrong ones with 401, as tinyproxy does. */
    public int tinyproxyPort() {
        return state.port("proxy/tinyproxy.port");
    }

    /** Plain HTTP with Basic authentication. */
    public int squidPort() {
        return state.port("proxy/squid.port");
    }

    /** TLS to the proxy with Basic authentication. */
    public int squidTlsPort() {
        return state.port("proxy/squid-tls.port");
    }

    /** TLS to the proxy with a client certificate instead of a password. */
    public int squidClientCertificatePort() {
        return state.port("proxy/squid-client-certificate.port");
    }

    /** Who signed the proxy's certificate, which is for {@code localhost} and {@code 127.0.0.1}. */
    public String proxyAuthorityPem() {
        return state.text("proxy/ca.crt");
    }

    public String proxyClientCertificatePem() {
        return state.text("proxy/client.crt");
    }

    /** The key of {@link #proxyClientCertificatePem()} (PKCS #8). */
    public String proxyClientKeyPem() {
        return state.text("proxy/client.key");
    }
}
