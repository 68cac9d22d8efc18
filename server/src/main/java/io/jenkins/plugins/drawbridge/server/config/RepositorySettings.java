package io.jenkins.plugins.drawbridge.server.config;

import io.jenkins.plugins.drawbridge.engine.cluster.Access;
import io.jenkins.plugins.drawbridge.engine.cluster.CertificateAuthority;
import io.jenkins.plugins.drawbridge.engine.cluster.Credentials;
import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import org.jspecify.annotations.Nullable;

/**
 * Where a job's files are.
 *
 * @param url {@code https://...}, {@code ssh://user@host/...}, {@code user@host:path} or a path on this machine
 * @param credentials for https
 * @param authority who signs the server's certificate; null: the system's trust
 * @param ssh login and trusted host keys for ssh; null otherwise
 * @param access how the git server is reached
 * @param revision what runs when the trigger names none
 */
public record RepositorySettings(
        String url,
        Credentials credentials,
        @Nullable CertificateAuthority authority,
        @Nullable SshLogin ssh,
        Access access,
        String revision) {

    public record SshLogin(Hop.SshIdentity identity, Hop.HostKeys hostKeys) {}
}
