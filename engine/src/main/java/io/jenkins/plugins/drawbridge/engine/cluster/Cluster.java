package io.jenkins.plugins.drawbridge.engine.cluster;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One Kubernetes API server and how to talk to it.
 *
 * @param id the name users give it; {@code [A-Za-z0-9._-]+}
 * @param url {@code https://host[:port][/base]}
 * @param authority who signs the API server's certificate; null: the system's trust
 * @param tlsServerName the name the certificate must carry, if it is not the URL's host
 * @param dangerouslySkipTlsVerify accept any certificate of the API server (never of a proxy)
 */
public record Cluster(
        String id,
        URI url,
        @Nullable CertificateAuthority authority,
        @Nullable String tlsServerName,
        boolean dangerouslySkipTlsVerify,
        Credentials credentials,
        @Nullable Impersonation impersonation,
        Access access) {

    /** The same cluster, reached another way. */
    public Cluster through(Access other) {
        return new Cluster(
                id, url, authority, tlsServerName, dangerouslySkipTlsVerify, credentials, impersonation, other);
    }

    /** Host and port of the URL; 443 where it names none. */
    public HostPort address() {
        String host = url.getHost();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new HostPort(bare, url.getPort() < 0 ? 443 : url.getPort());
    }
}
