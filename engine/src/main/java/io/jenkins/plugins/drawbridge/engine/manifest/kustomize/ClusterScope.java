package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import java.util.Map;
import java.util.Set;

/** The kinds that kustomize 5.5 knows to have no namespace; it takes every other for namespaced. */
final class ClusterScope {

    private static final Set<String> STABLE_OR_BETA = Set.of("v1", "v1beta1");

    private static final Map<String, Set<String>> KINDS = Map.ofEntries(
            Map.entry(
                    "admissionregistration.k8s.io",
                    Set.of("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration")),
            Map.entry("apiextensions.k8s.io", Set.of("CustomResourceDefinition")),
            Map.entry("apiregistration.k8s.io", Set.of("APIService")),
            Map.entry("certificates.k8s.io", Set.of("CertificateSigningRequest")),
            Map.entry("flowcontrol.apiserver.k8s.io", Set.of("FlowSchema", "PriorityLevelConfiguration")),
            Map.entry("networking.k8s.io", Set.of("IngressClass")),
            Map.entry("node.k8s.io", Set.of("RuntimeClass")),
            Map.entry("policy", Set.of("PodSecurityPolicy")),
            Map.entry("rbac.authorization.k8s.io", Set.of("ClusterRole", "ClusterRoleBinding")),
            Map.entry("scheduling.k8s.io", Set.of("PriorityClass")),
            Map.entry("storage.k8s.io", Set.of("CSIDriver", "CSINode", "StorageClass", "VolumeAttachment")),
            Map.entry("", Set.of("ComponentStatus", "Namespace", "Node", "NodeProxyOptions", "PersistentVolume")));

    private ClusterScope() {}

    static boolean has(Gvk gvk) {
        return STABLE_OR_BETA.contains(gvk.version())
                && KINDS.getOrDefault(gvk.group(), Set.of()).contains(gvk.kind());
    }
}
