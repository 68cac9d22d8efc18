package io.jenkins.plugins.drawbridge.engine.cluster;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What flags say about a cluster, over what a file says; null: not given. The names are kubectl's and mlp's flags, which
 * the messages name.
 */
public record ClusterOverrides(
        @Nullable String server,
        @Nullable SecretSource token,
        @Nullable Path certificateAuthority,
        @Nullable Path clientCertificate,
        @Nullable Path clientKey,
        @Nullable String tlsServerName,
        @Nullable Boolean insecureSkipTlsVerify,
        @Nullable String as,
        List<String> asGroups,
        @Nullable String asUid) {

    public static final ClusterOverrides NONE =
            new ClusterOverrides(null, null, null, null, null, null, null, null, List.of(), null);

    /** @throws InputException if two flags contradict each other */
    public ClusterOverrides {
        asGroups = List.copyOf(asGroups);
        refuse(token != null && clientCertificate != null, "--token and --client-certificate exclude each other");
        refuse(
                (clientCertificate == null) != (clientKey == null),
                "--client-certificate and --client-key go together; give both");
        refuse(
                Boolean.TRUE.equals(insecureSkipTlsVerify) && certificateAuthority != null,
                "--insecure-skip-tls-verify and --certificate-authority exclude each other");
        refuse(as == null && !(asGroups.isEmpty() && asUid == null), "--as-group and --as-uid need --as");
    }

    private static void refuse(boolean wrong, String sentence) {
        if (wrong) {
            throw new InputException(sentence);
        }
    }

    /** Whether the flags say who we are, so that nothing else has to. */
    public boolean haveCredentials() {
        return token != null || clientCertificate != null;
    }

    /** A cluster that only flags describe. */
    public Cluster alone() {
        URI url = url();
        return applyTo(new Cluster(url.getHost(), url, null, null, false, Credentials.none(), null, Access.DIRECT));
    }

    public Cluster applyTo(Cluster cluster) {
        boolean skip = skipTlsVerify(cluster);
        return new Cluster(
                cluster.id(),
                server == null ? cluster.url() : url(),
                skip ? null : authority(cluster),
                tlsServerName == null ? cluster.tlsServerName() : tlsServerName,
                skip,
                credentials(cluster),
                as == null ? cluster.impersonation() : new Impersonation(as, asGroups, asUid),
                cluster.access());
    }

    private URI url() {
        return UrlShapes.apiServer(server == null ? "" : server)
                .orElseThrow(() -> new InputException("--server must be " + UrlShapes.API_SERVER));
    }

    private boolean skipTlsVerify(Cluster cluster) {
        if (insecureSkipTlsVerify != null) {
            return insecureSkipTlsVerify;
        }
        return certificateAuthority == null && cluster.dangerouslySkipTlsVerify();
    }

    private @Nullable CertificateAuthority authority(Cluster cluster) {
        if (certificateAuthority == null) {
            return cluster.authority();
        }
        try {
            return Pem.authority(new FileSecret(certificateAuthority).read().reveal());
        } catch (IllegalArgumentException refused) { // told with the flag and the file
            throw new InputException(
                    "--certificate-authority " + certificateAuthority + ": " + refused.getMessage(), refused);
        }
    }

    private Credentials credentials(Cluster cluster) {
        if (token != null) {
            return new Credentials.BearerToken(token);
        }
        if (clientCertificate != null && clientKey != null) {
            return new Credentials.Certificate(
                    new ClientCertificate(new FileSecret(clientCertificate), new FileSecret(clientKey)));
        }
        return cluster.credentials();
    }
}
