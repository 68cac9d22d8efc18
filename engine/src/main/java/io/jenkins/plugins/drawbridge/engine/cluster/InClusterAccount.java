package io.jenkins.plugins.drawbridge.engine.cluster;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The service account of the pod we run in. Its token file is renewed by the kubelet and read at every use.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/">access from within a pod</a>
 */
public final class InClusterAccount {

    public static final Path FOLDER = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private static final int MOST_BYTES = 1024 * 1024;

    private InClusterAccount() {}

    /** Empty if we do not run in a pod, or the pod mounts no service account. */
    public static Optional<KubeContext> find(Map<String, String> environment, Path folder) {
        String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
        String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
        Path token = folder.resolve("token");
        if (host.isEmpty() || !Files.isRegularFile(token)) {
            return Optional.empty();
        }
        String authority = host.contains(":") ? "[" + host + "]" : host;
        return UrlShapes.apiServer("https://" + authority + ":" + port).map(url -> context(url, folder, token));
    }

    private static KubeContext context(URI url, Path folder, Path token) {
        Path authority = folder.resolve("ca.crt");
        Path namespace = folder.resolve("namespace");
        Cluster cluster = new Cluster(
                "in-cluster",
                url,
                Files.isRegularFile(authority) ? Pem.authority(TextFile.read(authority, MOST_BYTES)) : null,
                null,
                false,
                new Credentials.BearerToken(new FileSecret(token)),
                null,
                Access.DIRECT);
        return new KubeContext(
                cluster,
                Files.isRegularFile(namespace) ? TextFile.read(namespace, 1024).strip() : null);
    }
}
