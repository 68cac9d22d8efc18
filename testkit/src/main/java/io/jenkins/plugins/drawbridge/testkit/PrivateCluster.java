package io.jenkins.plugins.drawbridge.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpsServer;
import io.jenkins.plugins.drawbridge.testkit.api.ApiRequest;
import io.jenkins.plugins.drawbridge.testkit.api.ApiServer;
import io.jenkins.plugins.drawbridge.testkit.api.ClusterUser;
import io.jenkins.plugins.drawbridge.testkit.api.Controller;
import io.jenkins.plugins.drawbridge.testkit.api.Faults;
import io.jenkins.plugins.drawbridge.testkit.api.Json;
import io.jenkins.plugins.drawbridge.testkit.api.Resource;
import io.jenkins.plugins.drawbridge.testkit.api.Users;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/**
 * A Kubernetes API over TLS on a free port of 127.0.0.1, inside this process: it keeps objects, applies, watches, refuses, and
 * plays the controllers and the kubelet. Safe for use by several threads; close it to free the port.
 */
public final class PrivateCluster implements ClusterUnderTest {

    private final Parts parts;
    private final ClusterUser administrator;

    /** What a running cluster consists of. */
    record Parts(
            Pki pki,
            HttpsServer listener,
            ExecutorService connections,
            ScheduledExecutorService controllers,
            Users users,
            ApiServer server) {}

    PrivateCluster(Parts parts) {
        this.parts = parts;
        this.administrator = parts.users().administrator("admin");
        List.of("default", "kube-system", "kube-public").forEach(this::namespace);
    }

    /** Starts a cluster as of today. */
    public static PrivateCluster start() {
        return builder().start();
    }

    /** For clusters that differ from today's: older, quicker, slower. */
    public static PrivateClusterBuilder builder() {
        return new PrivateClusterBuilder();
    }

    @Override
    public String name() {
        return "private cluster";
    }

    @Override
    public String url() {
        return "https://127.0.0.1:" + port();
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return parts.listener().getAddress().getPort();
    }

    @Override
    public String authorityPem() {
        return parts.pki().authorityPem();
    }

    @Override
    public String adminToken() {
        return administrator.token();
    }

    /** Who may do everything; its token can expire like any other. */
    public ClusterUser administrator() {
        return administrator;
    }

    /** A user with no rights yet, known by a token; asked again, the same one. */
    public ClusterUser user(String name, String... groups) {
        return parts.users().user(name, groups);
    }

    /** A client certificate for a user; the user's rights are those of {@link #user}. */
    public Identity clientCertificate(ClusterUser user) {
        return parts.pki()
                .client(
                        user.name(),
                        user.groups().stream()
                                .filter(group -> !group.equals("system:authenticated"))
                                .toArray(String[]::new));
    }

    /** What the cluster's certificates come from. */
    public Pki pki() {
        return parts.pki();
    }

    /** What goes wrong. */
    public Faults faults() {
        return parts.server().faults();
    }

    /** Every request so far, in order of arrival; also those refused. */
    public List<ApiRequest> requests() {
        return parts.server().requests();
    }

    /** Forgets the requests so far. */
    public void forgetRequests() {
        parts.server().forgetRequests();
    }

    /** How many requests of clients really created, changed or removed something; controllers do not count. */
    public long writes() {
        return parts.server().writes();
    }

    /** Ends every watch that is open. */
    public void dropWatches() {
        parts.server().dropWatches();
    }

    /** Forgets history: versions of before can neither be watched nor continued (410). */
    public void compact() {
        controller().compact();
    }

    /** The inside door to the objects. */
    public Controller controller() {
        return parts.server().controller();
    }

    /** Makes a namespace, with its default service account, unless it exists. */
    public void namespace(String name) {
        Controller controller = controller();
        Resource namespaces = controller.resource("", "namespaces");
        ObjectNode namespace = Json.object().put("kind", "Namespace").put("apiVersion", "v1");
        namespace.putObject("metadata").put("name", name);
        controller.create(namespaces, namespace, "kube-apiserver");
    }

    @Override
    public String newNamespace(String prefix) {
        String name = prefix.toLowerCase(Locale.ROOT) + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        namespace(name);
        return name;
    }

    @Override
    public void close() {
        parts.server().stop();
        parts.controllers().shutdownNow();
        parts.listener().stop(0);
        parts.connections().shutdownNow();
    }
}
