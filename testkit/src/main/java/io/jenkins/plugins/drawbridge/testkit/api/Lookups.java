package io.jenkins.plugins.drawbridge.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * What a client's object refers to, and the server looks up before it takes the object: the role of a binding, unless the
 * client may bind any (whether the client holds all that the role grants is not asked here), the account and the priority
 * class of a pod. Thread-safe.
 */
final class Lookups {

    private static final String RBAC = "rbac.authorization.k8s.io";

    /** Every cluster has them from the beginning. */
    private static final Set<String> ALWAYS_THERE =
            Set.of("", "default", "system-cluster-critical", "system-node-critical");

    private final Store store;
    private final ResourceTable table;

    Lookups(Store store, ResourceTable table) {
        this.store = store;
        this.table = table;
    }

    void check(Resource resource, ApiRequest request, ClusterUser user) {
        boolean states = request.verb().equals("create") || request.verb().equals("update") || request.isApply();
        String namespace = request.target().namespace();
        if (!states || (!namespace.isEmpty() && !isThere(table.get("", "namespaces"), "", namespace))) {
            return;
        }
        if (resource.group().equals(RBAC) && resource.kind().endsWith("RoleBinding")) {
            checkRole(Bodies.object(request).path("roleRef"), namespace, user);
        } else if (resource.group().isEmpty()
                && resource.kind().equals("Pod")
                && !isThere(resource, namespace, request.target().name())) {
            checkPod(resource, request);
        }
    }

    private void checkRole(JsonNode reference, String bindingNamespace, ClusterUser user) {
        boolean namespaced = Json.text(reference, "kind").equals("Role");
        String namespace = namespaced ? bindingNamespace : "";
        String name = Json.text(reference, "name");
        Resource roles = table.get(RBAC, namespaced ? "roles" : "clusterroles");
        boolean mayBind =
                user.may("bind", new ApiRequest.Target(RBAC, roles.version(), namespace, roles.plural(), name, ""));
        if (!mayBind && !isThere(roles, namespace, name)) {
            throw StatusException.notFound(roles, name);
        }
    }

    private void checkPod(Resource pods, ApiRequest request) {
        JsonNode pod = Bodies.object(request);
        String name = Json.text(pod, "metadata", "name");
        String namespace = request.target().namespace();
        String account = Json.text(pod, "spec", "serviceAccountName");
        if (isMissing(table.get("", "serviceaccounts"), namespace, account)) {
            throw StatusException.forbidden(
                    pods,
                    name,
                    "error looking up service account " + namespace + "/" + account + ": serviceaccount \"" + account
                            + "\" not found");
        }
        String priority = Json.text(pod, "spec", "priorityClassName");
        if (isMissing(table.get("scheduling.k8s.io", "priorityclasses"), "", priority)) {
            throw StatusException.forbidden(pods, name, "no PriorityClass with name " + priority + " was found");
        }
    }

    private boolean isMissing(Resource resource, String namespace, String name) {
        return !ALWAYS_THERE.contains(name) && !isThere(resource, namespace, name);
    }

    private boolean isThere(Resource resource, String namespace, String name) {
        return store.get(resource.storage(), new Key(namespace, name)) != null;
    }
}
