package io.jenkins.plugins.drawbridge.server.config;

import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * {@code server}: where it listens.
 *
 * @param publicUrl how others reach it; the root of every link it hands out; null: from the request's host
 * @param tls key store of its own; null: plain HTTP
 * @param behindProxy a reverse proxy ends TLS and says so in {@code X-Forwarded-*}
 * @param concurrentRuns how many runs this server carries out at once
 */
public record ServerSettings(
        String host,
        int port,
        @Nullable URI publicUrl,
        @Nullable KeyStore tls,
        boolean behindProxy,
        int concurrentRuns) {

    /** The same, listening elsewhere. */
    public ServerSettings at(String otherHost, int otherPort) {
        return new ServerSettings(otherHost, otherPort, publicUrl, tls, behindProxy, concurrentRuns);
    }

    /** A PKCS#12 file and its password. */
    public record KeyStore(Path file, SecretSource password) {}
}
