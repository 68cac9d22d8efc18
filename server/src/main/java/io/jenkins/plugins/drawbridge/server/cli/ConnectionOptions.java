package io.jenkins.plugins.drawbridge.server.cli;

import io.jenkins.plugins.drawbridge.engine.cluster.ClusterOverrides;
import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which cluster and namespace, and as whom. The names are kubectl's and mlp's where those have one. */
final class ConnectionOptions {

    @ArgGroup(validate = false, heading = "%nWhere to:%n", order = 10)
    Place place = new Place();

    @ArgGroup(validate = false, heading = "%nOver what the file says:%n", order = 20)
    Flags flags = new Flags();

    /** Names in a configuration file. */
    static final class Place {

        @Option(
                names = "--config",
                paramLabel = "FILE",
                description = "The configuration (default: DRAWBRIDGE_CONFIG, or else drawbridge.yaml in this folder).")
        @Nullable Path config;

        @Option(
                names = "--environment",
                paramLabel = "ID",
                description = "Environment of drawbridge.yaml: cluster and namespace in one word.")
        @Nullable String environment;

        @Option(
                names = "--cluster",
                paramLabel = "ID",
                description = "Cluster of drawbridge.yaml, or of the kubeconfig if one is named.")
        @Nullable String cluster;

        @Option(
                names = {"-n", "--namespace"},
                paramLabel = "NAME",
                description = "Namespace to deploy to (default: the kubeconfig's, or else default).")
        @Nullable String namespace;

        @Option(
                names = "--kubeconfig",
                paramLabel = "FILE",
                description =
                        "Kubeconfig (default, where no drawbridge.yaml is: KUBECONFIG, or else the one in the home folder).")
        @Nullable Path kubeconfig;

        @Option(names = "--context", paramLabel = "NAME", description = "Context of the kubeconfig.")
        @Nullable String context;

        @Option(names = "--user", paramLabel = "NAME", description = "User of the kubeconfig.")
        @Nullable String user;
    }

    /** Values that win over the file's. */
    static final class Flags {

        @Option(
                names = {"-s", "--server"},
                paramLabel = "URL",
                description = "URL of the API server.")
        @Nullable String server;

        @Option(names = "--token", paramLabel = "TOKEN", description = "Bearer token (visible in the process list).")
        @Nullable String token;

        @Option(names = "--certificate-authority", paramLabel = "FILE", description = "CA of the API server, PEM.")
        @Nullable Path certificateAuthority;

        @Option(names = "--client-certificate", paramLabel = "FILE", description = "Client certificate, PEM.")
        @Nullable Path clientCertificate;

        @Option(names = "--client-key", paramLabel = "FILE", description = "Key of the client certificate, PEM.")
        @Nullable Path clientKey;

        @Option(names = "--tls-server-name", paramLabel = "NAME", description = "Name the certificate must carry.")
        @Nullable String tlsServerName;

        @Option(
                names = "--insecure-skip-tls-verify",
                arity = "0..1",
                paramLabel = "BOOL",
                fallbackValue = "true",
                description = "Accept any certificate of the API server.")
        @Nullable Boolean insecureSkipTlsVerify;

        @Option(names = "--as", paramLabel = "USER", description = "Act as this user.")
        @Nullable String as;

        @Option(names = "--as-group", paramLabel = "GROUP", description = "Act in this group; may be repeated.")
        List<String> asGroups = List.of();

        @Option(names = "--as-uid", paramLabel = "UID", description = "Act as this uid.")
        @Nullable String asUid;

        @Option(
                names = "--request-timeout",
                paramLabel = "DURATION",
                converter = GoDuration.class,
                defaultValue = "0",
                description = "How long to wait for an answer of the API server (default: a minute).")
        Duration requestTimeout = Duration.ZERO;

        /** mlp's; accepted so that its command lines keep working. Answers are compressed as the server likes. */
        @Option(names = "--disable-compression", arity = "0..1", fallbackValue = "true", hidden = true)
        boolean disableCompression;

        /** mlp's as well; nothing is cached on disk. */
        @Option(names = "--cache-dir", hidden = true)
        @Nullable Path cacheFolder;

        /** @param folder where relative paths start */
        ClusterOverrides overrides(Path folder) {
            return new ClusterOverrides(
                    server,
                    token == null ? null : SecretSource.of(token),
                    resolved(folder, certificateAuthority),
                    resolved(folder, clientCertificate),
                    resolved(folder, clientKey),
                    tlsServerName,
                    insecureSkipTlsVerify,
                    as,
                    asGroups,
                    asUid);
        }

        private static @Nullable Path resolved(Path folder, @Nullable Path file) {
            return file == null ? null : folder.resolve(file);
        }
    }

    Target target(Surroundings surroundings) {
        return new TargetResolver(place, flags.overrides(surroundings.folder()), surroundings)
                .target()
                .within(flags.requestTimeout);
    }
}
