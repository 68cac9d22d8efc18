package io.jenkins.plugins.drawbridge.engine.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an API server looks up when it judges an object, as far as the input holds it: the definition of its kind, the
 * role it binds, the account and classes of a pod, and the quotas and limits of its namespace. Without those, or with
 * those of before, it may refuse what it takes afterwards. A value once made.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/">Admission controllers</a>
 */
public final class Needs {

    private static final String RBAC = "rbac.authorization.k8s.io";

    private final Set<ObjectRef.Key> input = new HashSet<>();
    private final Definitions definitions;
    private final Map<String, List<ObjectRef.Key>> bounds = new HashMap<>();

    private Needs(Collection<Manifest> manifests) {
        this.definitions = new Definitions(manifests);
        for (Manifest manifest : manifests) {
            input.add(manifest.ref().key());
            if (isBound(manifest.ref())) {
                bounds.computeIfAbsent(manifest.ref().namespace(), first -> new ArrayList<>())
                        .add(manifest.ref().key());
            }
        }
    }

    /** @param manifests namespaces settled */
    public static Needs among(Collection<Manifest> manifests) {
        return new Needs(manifests);
    }

    private static boolean isBound(ObjectRef ref) {
        return ref.is("", "ResourceQuota") || ref.is("", "LimitRange");
    }

    public Set<ObjectRef.Key> of(Manifest manifest) {
        ObjectRef ref = manifest.ref();
        Set<ObjectRef.Key> needs = new LinkedHashSet<>();
        addIfPresent(needs, definitions.of(ref));
        if (ref.is(RBAC, "RoleBinding") || ref.is(RBAC, "ClusterRoleBinding")) {
            addIfPresent(needs, role(manifest));
        }
        if (ref.is("", "Pod")) {
            pod(needs, manifest);
        }
        if (!isBound(ref) && !ref.namespace().isEmpty()) {
            needs.addAll(bounds.getOrDefault(ref.namespace(), List.of()));
        }
        return needs;
    }

    private static ObjectRef.Key role(Manifest binding) {
        JsonNode role = binding.body().path("roleRef");
        String kind = role.path("kind").asText();
        String namespace = kind.equals("Role") ? binding.ref().namespace() : "";
        return new ObjectRef.Key(RBAC, kind, namespace, role.path("name").asText());
    }

    private void pod(Set<ObjectRef.Key> needs, Manifest pod) {
        JsonNode spec = pod.body().path("spec");
        String namespace = pod.ref().namespace();
        for (String field : List.of("serviceAccountName", "serviceAccount")) {
            addIfPresent(
                    needs,
                    new ObjectRef.Key(
                            "", "ServiceAccount", namespace, spec.path(field).asText("default")));
        }
        addIfPresent(needs, cluster("scheduling.k8s.io", "PriorityClass", spec.path("priorityClassName")));
        addIfPresent(needs, cluster("node.k8s.io", "RuntimeClass", spec.path("runtimeClassName")));
        addIfPresent(needs, new ObjectRef.Key("", "Namespace", "", namespace));
    }

    private static ObjectRef.Key cluster(String group, String kind, JsonNode name) {
        return new ObjectRef.Key(group, kind, "", name.asText());
    }

    private void addIfPresent(Set<ObjectRef.Key> needs, ObjectRef.@Nullable Key key) {
        if (key != null && input.contains(key)) {
            needs.add(key);
        }
    }
}
