package io.jenkins.plugins.drawbridge.engine.deploy;

import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells whether a refusal is about another object that was not there yet, or not as it will be. Only what the server says
 * of such an object in so many words counts: whatever else it finds wrong stays wrong.
 */
final class Prerequisite {

    /** What a definition decides: whether a kind is served, which fields it has, and what they may hold. */
    private static final Set<Integer> ABOUT_THE_KIND = Set.of(400, 404, 422, 500);

    /** The words of Kubernetes's registry and admission plugins; {@code %s} is the name. */
    private static final Map<String, List<String>> WORDS = Map.of(
            "Role", List.of("roles.rbac.authorization.k8s.io \"%s\" not found", "attempting to grant RBAC permissions"),
            "ClusterRole",
                    List.of(
                            "clusterroles.rbac.authorization.k8s.io \"%s\" not found",
                            "attempting to grant RBAC permissions"),
            "ServiceAccount", List.of("serviceaccount \"%s\" not found"),
            "PriorityClass", List.of("no PriorityClass with name %s was found"),
            "RuntimeClass", List.of("RuntimeClass \"%s\" not found"),
            "ResourceQuota", List.of("exceeded quota: %s,", "failed quota: %s:"),
            "LimitRange", List.of(" usage per "),
            "Namespace", List.of("violates PodSecurity"));

    private Prerequisite() {}

    static boolean explains(Collection<ObjectRef.Key> needs, ApiException refused) {
        return needs.stream().anyMatch(need -> explains(need, refused));
    }

    private static boolean explains(ObjectRef.Key need, ApiException refused) {
        if (need.kind().equals("CustomResourceDefinition")) {
            return ABOUT_THE_KIND.contains(refused.code());
        }
        return (refused.code() == 403 || refused.code() == 404)
                && WORDS.getOrDefault(need.kind(), List.of()).stream()
                        .anyMatch(words -> refused.getMessage().contains(words.replace("%s", need.name())));
    }
}
