package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Order;
import java.util.Comparator;
import java.util.List;

/** The order in which kustomize prints objects unless it is told otherwise: by kind, then by name. */
final class LegacyOrder implements Comparator<ResId> {

    private static final List<String> FIRST = List.of(
            "Namespace",
            "ResourceQuota",
            "StorageClass",
            "CustomResourceDefinition",
            "ServiceAccount",
            "PodSecurityPolicy",
            "Role",
            "ClusterRole",
            "RoleBinding",
            "ClusterRoleBinding",
            "ConfigMap",
            "Secret",
            "Endpoints",
            "Service",
            "LimitRange",
            "PriorityClass",
            "PersistentVolume",
            "PersistentVolumeClaim",
            "Deployment",
            "StatefulSet",
            "CronJob",
            "PodDisruptionBudget");
    private static final List<String> LAST = List.of("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration");

    private final List<String> first;
    private final List<String> last;

    LegacyOrder(Order order) {
        List<String> wanted = order.first();
        this.first = wanted == null ? FIRST : wanted;
        this.last = wanted == null ? LAST : order.last();
    }

    @Override
    public int compare(ResId left, ResId right) {
        int byRank = Integer.compare(rank(left.gvk()), rank(right.gvk()));
        if (byRank != 0) {
            return byRank;
        }
        int byType = type(left.gvk()).compareTo(type(right.gvk()));
        return byType != 0 ? byType : name(left).compareTo(name(right));
    }

    private int rank(Gvk gvk) {
        int atEnd = last.lastIndexOf(gvk.kind());
        int atStart = first.lastIndexOf(gvk.kind());
        return atEnd >= 0 ? 1 + atEnd : atStart >= 0 ? atStart - first.size() : 0;
    }

    private static String type(Gvk gvk) {
        return (gvk.group().isEmpty() ? "~G" : gvk.group()) + "_" + gvk.version() + "_" + gvk.kind();
    }

    private static String name(ResId id) {
        return (id.namespace().isEmpty() ? "~X" : id.namespace()) + "|" + id.name();
    }
}
