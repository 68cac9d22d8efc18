package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.Door;
import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.cluster.Impersonation;
import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.kube.ApplyOptions;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import io.jenkins.plugins.drawbridge.engine.manifest.Yaml;
import io.jenkins.plugins.drawbridge.engine.plan.Change;
import io.jenkins.plugins.drawbridge.testkit.ClusterUnderTest;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import io.jenkins.plugins.drawbridge.testkit.RealClusterUnderTest;
import io.jenkins.plugins.drawbridge.testkit.api.ApiRequest;
import io.jenkins.plugins.drawbridge.testkit.api.ClusterUser;
import io.jenkins.plugins.drawbridge.testkit.kubelet.KubeletStandIn;
import io.jenkins.plugins.drawbridge.testkit.rollout.PodPace;
import io.jenkins.plugins.drawbridge.testkit.rollout.PodScript;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One test's place: a namespace of a cluster, somebody who deploys there, and an administrator who looks and meddles. */
final class Scene implements AutoCloseable {

    /** How many objects of a wave are worked on at once. */
    static final int WIDTH = 16;

    static final ApiResource CONFIG_MAPS = new ApiResource("", "v1", "configmaps", "ConfigMap", true);
    static final ApiResource DEFINITIONS = new ApiResource(
            "apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", false);
    static final ApiResource SECRETS = new ApiResource("", "v1", "secrets", "Secret", true);
    static final ApiResource NAMESPACES = new ApiResource("", "v1", "namespaces", "Namespace", false);
    static final ApiResource DEPLOYMENTS = new ApiResource("apps", "v1", "deployments", "Deployment", true);
    static final ApiResource STATEFUL_SETS = new ApiResource("apps", "v1", "statefulsets", "StatefulSet", true);
    static final ApiResource JOBS = new ApiResource("batch", "v1", "jobs", "Job", true);
    static final ApiResource SERVICE_ACCOUNTS = new ApiResource("", "v1", "serviceaccounts", "ServiceAccount", true);
    static final ApiResource LEASES = new ApiResource("coordination.k8s.io", "v1", "leases", "Lease", true);

    final ClusterUnderTest cluster;
    final String namespace;
    final Door admin;
    final List<DeployEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final String token;
    private final String user;
    private final @Nullable KubeletStandIn kubelet;

    Scene(ClusterUnderTest cluster) {
        this.cluster = cluster;
        this.namespace = cluster.newNamespace("deploy");
        this.admin = Door.to(Door.cluster(cluster, cluster.adminToken()));
        this.user = "deployer-of-" + namespace;
        this.token = cluster instanceof PrivateCluster box
                ? box.user(user).allow("*", "*", "*").token()
                : cluster.adminToken();
        this.kubelet = cluster instanceof RealClusterUnderTest ? kubelet() : null;
    }

    private KubeletStandIn kubelet() {
        KubeletStandIn.Server server =
                new KubeletStandIn.Server(URI.create(cluster.url()), cluster.authorityPem(), cluster.adminToken());
        return KubeletStandIn.start(server, namespace, new PodScript(PodPace.QUICK));
    }

    /** The private cluster; for tests of what only it can do. */
    PrivateCluster box() {
        return (PrivateCluster) cluster;
    }

    ClusterUser deployer() {
        return box().user(user);
    }

    Door door() {
        return Door.to(Door.cluster(cluster, token));
    }

    /** @param hearing hears each notice of the client at once, on the thread that sends the request */
    Door door(Consumer<String> hearing) {
        return Door.to(Door.cluster(cluster, token), Door.REQUEST, hearing);
    }

    /** For an account that is the administrator of its namespace and no more: it may bind no roles but those it holds. */
    Door narrowDoor() {
        String name = "narrow-" + namespace;
        if (cluster instanceof PrivateCluster box) {
            List.of("get", "list", "watch", "create", "update", "patch", "delete")
                    .forEach(verb -> box.user(name).allow(verb, "*", namespace));
        } else {
            meddle("admin", binding(name, "ClusterRole", "admin"));
            meddle(
                    "admin",
                    Text.head("rbac.authorization.k8s.io/v1", "Role", "leases")
                            + "rules: [{apiGroups: [coordination.k8s.io], resources: [leases], verbs: ['*']}]\n");
            meddle("admin", binding(name, "Role", "leases"));
        }
        Cluster direct = Door.cluster(cluster, cluster.adminToken());
        return Door.to(new Cluster(
                direct.id(),
                direct.url(),
                direct.authority(),
                null,
                false,
                direct.credentials(),
                new Impersonation(name, List.of(), null),
                direct.access()));
    }

    private static String binding(String user, String kind, String role) {
        return Text.head("rbac.authorization.k8s.io/v1", "RoleBinding", "narrow-" + role)
                + "roleRef: {apiGroup: rbac.authorization.k8s.io, kind: " + kind + ", name: " + role + "}\n"
                + "subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: " + user + "}]\n";
    }

    DeployRequest request(String yaml, Wish wish) {
        List<Manifest> manifests = yaml.isEmpty() ? List.of() : Yaml.manifests(yaml);
        String application = wish.application.isEmpty() ? namespace : wish.application;
        return new DeployRequest(
                new DeployTarget("test", "", namespace, application),
                manifests,
                true,
                wish.options(),
                wish.approved,
                wish.approvable);
    }

    DeployOutcome deploy(String yaml) {
        return deploy(yaml, Wish.usual());
    }

    DeployOutcome deploy(String yaml, Wish wish) {
        try (Door door = door()) {
            return deploy(yaml, wish, door);
        }
    }

    DeployOutcome deploy(String yaml, Wish wish, Door door) {
        return deployer(wish, door).deploy(request(yaml, wish), wish.cancellation);
    }

    DeployOutcome runJobs(String yaml, JobSelection selection) {
        return runJobs(yaml, selection, Wish.usual());
    }

    DeployOutcome runJobs(String yaml, JobSelection selection, Wish wish) {
        try (Door door = door()) {
            return deployer(wish, door).runJobs(request(yaml, wish), selection, wish.cancellation);
        }
    }

    DeployOutcome plan(String yaml) {
        return plan(yaml, Wish.usual());
    }

    DeployOutcome plan(String yaml, Wish wish) {
        try (Door door = door()) {
            return plan(yaml, wish, door);
        }
    }

    DeployOutcome plan(String yaml, Wish wish, Door door) {
        return deployer(wish, door).plan(request(yaml, wish));
    }

    private Deployer deployer(Wish wish, Door door) {
        return new Deployer(door.kube(), wish.clock, wish.holder, event -> {
            events.add(event);
            wish.listener.accept(event);
        });
    }

    // ---- the administrator ----

    Optional<ObjectNode> find(ApiResource resource, String name) {
        return admin.kube().get(resource, resource.namespaced() ? namespace : "", name);
    }

    ObjectNode get(ApiResource resource, String name) {
        return find(resource, name).orElseThrow(() -> new NoSuchElementException(resource.kind() + " " + name));
    }

    /** What a person with kubectl would do: other manager, forced. */
    ObjectNode meddle(String manager, String yaml) {
        Manifest manifest = Yaml.manifest(yaml);
        ObjectNode body = manifest.body().deepCopy();
        ObjectRef ref = manifest.ref();
        ApiResource resource =
                admin.kube().find(ref.group(), ref.version(), ref.kind()).orElseThrow();
        if (resource.namespaced()) {
            body.withObject("/metadata").put("namespace", namespace);
        }
        return admin.kube().apply(resource, body, new ApplyOptions(manager, true, false));
    }

    void delete(ApiResource resource, String name) {
        delete(resource, name, true);
    }

    void delete(ApiResource resource, String name, boolean awaiting) {
        find(resource, name).ifPresent(object -> admin.kube().delete(resource, object, "Background"));
        eventually(() -> !awaiting || find(resource, name).isEmpty(), name + " is gone");
    }

    /** Lines of the inventory, namespace left out. */
    List<String> inventory(String application) {
        return find(CONFIG_MAPS, "drawbridge-inventory-" + application)
                .map(object -> object.path("data")
                        .path("objects")
                        .asText()
                        .lines()
                        .map(Scene::short_)
                        .toList())
                .orElse(List.of());
    }

    List<String> inventory() {
        return inventory(namespace);
    }

    private static String short_(String line) {
        String[] words = line.split(" ");
        return words[1] + " " + words[3];
    }

    boolean isLocked() {
        return !admin.kube().list(LEASES, namespace, "", lease -> true).items().isEmpty();
    }

    /** What the deployer asked the private cluster, as {@code verb resource name}. */
    List<String> asked() {
        return box().requests().stream()
                .filter(request -> request.user().equals(user))
                .map(Scene::line)
                .toList();
    }

    void forgetRequests() {
        box().forgetRequests();
    }

    private static String line(ApiRequest request) {
        String what = request.resource().isEmpty() ? request.path() : request.resource();
        String verb = request.isApply() ? (request.isDryRun() ? "dry-run" : "apply") : request.verb();
        return (verb + " " + what + " " + request.target().name()).strip();
    }

    // ---- reading outcomes ----

    static Map<String, String> actions(DeployOutcome outcome) {
        Map<String, String> actions = new TreeMap<>();
        for (Change change : outcome.plan().changes()) {
            actions.put(change.ref().kind() + " " + change.ref().name(), change.action());
        }
        return actions;
    }

    static Change change(DeployOutcome outcome, String kindAndName) {
        return outcome.plan().changes().stream()
                .filter(change -> (change.ref().kind() + " " + change.ref().name()).equals(kindAndName))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(kindAndName + " in " + actions(outcome)));
    }

    static Verdict verdict(DeployOutcome outcome, String kindAndName) {
        return outcome.verdicts().entrySet().stream()
                .filter(entry -> (entry.getKey().kind() + " " + entry.getKey().name()).equals(kindAndName))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(kindAndName + " in " + outcome.verdicts()));
    }

    static Map<String, String> states(DeployOutcome outcome) {
        Map<String, String> states = new TreeMap<>();
        outcome.verdicts()
                .forEach((ref, verdict) -> states.put(
                        ref.kind() + " " + ref.name(), verdict.state().word()));
        return states;
    }

    static JsonNode template(JsonNode workload) {
        return workload.at("/spec/template/metadata/annotations");
    }

    /** Waits for something other threads bring about; fails after half a minute. */
    static void eventually(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("in vain waited until " + what);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** Whether it is there; false also where its kind is not served. */
    boolean exists(ApiResource resource, String name) {
        try {
            return find(resource, name).isPresent();
        } catch (ApiException notServed) {
            return false;
        }
    }

    @Override
    public void close() {
        if (kubelet != null) {
            kubelet.close();
        }
        admin.close();
    }
}
