package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.Set;

/**
 * The API groups that Kubernetes itself serves. Their objects pass through typed code on the server: empty values
 * vanish and quantities are rewritten. A custom resource keeps what it was given, so nothing may be assumed of it.
 */
final class BuiltIn {

    private static final Set<String> GROUPS = Set.of(
            "",
            "admissionregistration.k8s.io",
            "apps",
            "autoscaling",
            "batch",
            "coordination.k8s.io",
            "discovery.k8s.io",
            "networking.k8s.io",
            "node.k8s.io",
            "policy",
            "rbac.authorization.k8s.io",
            "scheduling.k8s.io",
            "storage.k8s.io");

    private BuiltIn() {}

    static boolean is(JsonNode object) {
        return GROUPS.contains(ObjectRef.of(object).group());
    }
}
