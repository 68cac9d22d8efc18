package io.jenkins.plugins.drawbridge.engine.kube;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The kinds every Kubernetes serves under a stable version: their paths are part of the API's promise, so nothing needs
 * to be asked and a deploy of plain kinds spends no request on discovery. (Whether a server is so old that it lacks a
 * version shows when the kind is listed.)
 */
final class BuiltinKinds {

    private static final Map<String, ApiResource> KINDS = new HashMap<>();

    static {
        namespaced(
                "v1",
                "ConfigMap configmaps, Secret secrets, Service services, ServiceAccount serviceaccounts,"
                        + " Pod pods, PersistentVolumeClaim persistentvolumeclaims, Endpoints endpoints, Event events,"
                        + " LimitRange limitranges, ResourceQuota resourcequotas,"
                        + " ReplicationController replicationcontrollers");
        clusterScoped("v1", "Namespace namespaces, PersistentVolume persistentvolumes, Node nodes");
        namespaced(
                "apps/v1",
                "Deployment deployments, StatefulSet statefulsets, DaemonSet daemonsets,"
                        + " ReplicaSet replicasets, ControllerRevision controllerrevisions");
        namespaced("batch/v1", "Job jobs, CronJob cronjobs");
        namespaced("autoscaling/v1", "HorizontalPodAutoscaler horizontalpodautoscalers");
        namespaced("autoscaling/v2", "HorizontalPodAutoscaler horizontalpodautoscalers");
        namespaced("networking.k8s.io/v1", "Ingress ingresses, NetworkPolicy networkpolicies");
        clusterScoped("networking.k8s.io/v1", "IngressClass ingressclasses");
        namespaced("policy/v1", "PodDisruptionBudget poddisruptionbudgets");
        namespaced("rbac.authorization.k8s.io/v1", "Role roles, RoleBinding rolebindings");
        clusterScoped(
                "rbac.authorization.k8s.io/v1", "ClusterRole clusterroles, ClusterRoleBinding clusterrolebindings");
        namespaced("coordination.k8s.io/v1", "Lease leases");
        namespaced("discovery.k8s.io/v1", "EndpointSlice endpointslices");
        clusterScoped("storage.k8s.io/v1", "StorageClass storageclasses");
        clusterScoped("scheduling.k8s.io/v1", "PriorityClass priorityclasses");
        clusterScoped("apiextensions.k8s.io/v1", "CustomResourceDefinition customresourcedefinitions");
        clusterScoped("apiregistration.k8s.io/v1", "APIService apiservices");
        clusterScoped(
                "admissionregistration.k8s.io/v1",
                "MutatingWebhookConfiguration mutatingwebhookconfigurations,"
                        + " ValidatingWebhookConfiguration validatingwebhookconfigurations");
    }

    private BuiltinKinds() {}

    static @Nullable ApiResource find(String groupVersion, String kind) {
        return KINDS.get(groupVersion + " " + kind);
    }

    private static void namespaced(String groupVersion, String kindsAndPlurals) {
        register(groupVersion, kindsAndPlurals, true);
    }

    private static void clusterScoped(String groupVersion, String kindsAndPlurals) {
        register(groupVersion, kindsAndPlurals, false);
    }

    private static void register(String groupVersion, String kindsAndPlurals, boolean namespaced) {
        int slash = groupVersion.indexOf('/');
        String group = slash < 0 ? "" : groupVersion.substring(0, slash);
        String version = groupVersion.substring(slash + 1);
        for (String pair : kindsAndPlurals.split(",")) {
            String[] kindAndPlural = pair.trim().split(" ");
            KINDS.put(
                    groupVersion + " " + kindAndPlural[0],
                    new ApiResource(group, version, kindAndPlural[1], kindAndPlural[0], namespaced));
        }
    }
}
