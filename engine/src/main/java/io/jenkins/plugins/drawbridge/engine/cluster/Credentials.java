package io.jenkins.plugins.drawbridge.engine.cluster;

/** Who we are for an API server or a proxy. Values; the secrets inside are read at the moment of use. */
public sealed interface Credentials {

    /** No credentials at all. */
    record None() implements Credentials {}

    /** {@code Authorization: Bearer} (RFC 6750); for Kubernetes a service account token or an OIDC token. */
    record BearerToken(SecretSource token) implements Credentials {}

    /** {@code Authorization: Basic} (RFC 7617). */
    record Basic(String user, SecretSource password) implements Credentials {}

    /** TLS client certificate. */
    record Certificate(ClientCertificate certificate) implements Credentials {}

    /** @return credentials that send nothing */
    static Credentials none() {
        return new None();
    }
}
