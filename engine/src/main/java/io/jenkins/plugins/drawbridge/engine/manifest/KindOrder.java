package io.jenkins.plugins.drawbridge.engine.manifest;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The order inside a wave: what others need first; kinds not named here come last, by group and kind. */
final class KindOrder {

    private static final List<String> KINDS = List.of(
            "Namespace",
            "ResourceQuota",
            "LimitRange",
            "CustomResourceDefinition",
            "StorageClass",
            "IngressClass",
            "PriorityClass",
            "GatewayClass",
            "ServiceAccount",
            "Role",
            "ClusterRole",
            "RoleBinding",
            "ClusterRoleBinding",
            "Secret",
            "ConfigMap",
            "PersistentVolume",
            "PersistentVolumeClaim",
            "NetworkPolicy",
            "ReplicationController",
            "StatefulSet",
            "Deployment",
            "DaemonSet",
            "CronJob",
            "Job",
            "Pod",
            "Service",
            "Endpoints",
            "EndpointSlice",
            "Ingress",
            "Gateway",
            "HTTPRoute",
            "ReferenceGrant",
            "PodDisruptionBudget",
            "HorizontalPodAutoscaler",
            "VerticalPodAutoscaler",
            "APIService",
            "MutatingWebhookConfiguration",
            "ValidatingWebhookConfiguration");

    private static final Map<String, Integer> RANKS = ranks();

    static final Comparator<ObjectRef> COMPARATOR = Comparator.<ObjectRef>comparingInt(
                    ref -> RANKS.getOrDefault(ref.kind(), KINDS.size()))
            .thenComparing(ObjectRef.ORDER);

    private KindOrder() {}

    private static Map<String, Integer> ranks() {
        Map<String, Integer> ranks = new HashMap<>();
        KINDS.forEach(kind -> ranks.put(kind, ranks.size()));
        return Map.copyOf(ranks);
    }
}
