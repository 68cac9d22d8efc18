package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * By which keys the items of a list are told apart when it is patched: the merge keys of Kubernetes 1.21, whose schema
 * kustomize 5.5 carries. A list without keys is replaced as a whole.
 */
final class MergeKeys {

    private static final List<String> BY_NAME = List.of("name");

    /** In a pod's spec. Containers of all sorts look alike. */
    private static final Map<String, List<String>> POD = Map.ofEntries(
            Map.entry("containers", BY_NAME),
            Map.entry("initContainers", BY_NAME),
            Map.entry("ephemeralContainers", BY_NAME),
            Map.entry("volumes", BY_NAME),
            Map.entry("imagePullSecrets", BY_NAME),
            Map.entry("hostAliases", List.of("ip")),
            Map.entry("topologySpreadConstraints", List.of("topologyKey", "whenUnsatisfiable")));

    private static final Map<String, List<String>> CONTAINER = Map.of(
            "env", BY_NAME,
            "ports", List.of("containerPort", "protocol"),
            "volumeMounts", List.of("mountPath"),
            "volumeDevices", List.of("devicePath"));

    private static final Set<String> CONTAINERS = Set.of("containers", "initContainers", "ephemeralContainers");

    private static final Map<String, List<String>> OF_KINDS = Map.of(
            "Service/spec.ports", List.of("port", "protocol"),
            "ServiceAccount/secrets", BY_NAME,
            "MutatingWebhookConfiguration/webhooks", BY_NAME,
            "ValidatingWebhookConfiguration/webhooks", BY_NAME);

    private static final List<String> TEMPLATE = List.of("spec", "template", "spec");

    private static final Map<String, List<String>> POD_SPECS = Map.of(
            "Pod", List.of("spec"),
            "PodTemplate", List.of("template", "spec"),
            "ReplicationController", TEMPLATE,
            "Deployment", TEMPLATE,
            "ReplicaSet", TEMPLATE,
            "StatefulSet", TEMPLATE,
            "DaemonSet", TEMPLATE,
            "Job", TEMPLATE,
            "CronJob", List.of("spec", "jobTemplate", "spec", "template", "spec"));

    private static final Map<String, Set<String>> API_VERSIONS = Map.ofEntries(
            Map.entry("Pod", Set.of("v1")),
            Map.entry("PodTemplate", Set.of("v1")),
            Map.entry("ReplicationController", Set.of("v1")),
            Map.entry("Service", Set.of("v1")),
            Map.entry("ServiceAccount", Set.of("v1")),
            Map.entry("Deployment", Set.of("apps/v1")),
            Map.entry("ReplicaSet", Set.of("apps/v1")),
            Map.entry("StatefulSet", Set.of("apps/v1")),
            Map.entry("DaemonSet", Set.of("apps/v1")),
            Map.entry("Job", Set.of("batch/v1")),
            Map.entry("CronJob", Set.of("batch/v1", "batch/v1beta1")),
            Map.entry(
                    "MutatingWebhookConfiguration",
                    Set.of("admissionregistration.k8s.io/v1", "admissionregistration.k8s.io/v1beta1")),
            Map.entry(
                    "ValidatingWebhookConfiguration",
                    Set.of("admissionregistration.k8s.io/v1", "admissionregistration.k8s.io/v1beta1")));

    private MergeKeys() {}

    /** Whether the schema of the kind is one that kustomize carries and this table has. */
    static boolean isKnown(Gvk type) {
        return API_VERSIONS.getOrDefault(type.kind(), Set.of()).contains(type.apiVersion());
    }

    /** @param path of the list inside the object, list items left out; empty if it is replaced */
    static List<String> of(Gvk type, List<String> path) {
        if (!isKnown(type)) {
            return List.of();
        }
        List<String> pod = POD_SPECS.getOrDefault(type.kind(), List.of());
        if (!pod.isEmpty()
                && path.size() > pod.size()
                && path.subList(0, pod.size()).equals(pod)) {
            return inPod(path.subList(pod.size(), path.size()));
        }
        return OF_KINDS.getOrDefault(type.kind() + "/" + String.join(".", path), List.of());
    }

    private static List<String> inPod(List<String> path) {
        if (path.size() == 1) {
            return POD.getOrDefault(path.get(0), List.of());
        }
        boolean inContainer = path.size() == 2 && CONTAINERS.contains(path.get(0));
        return inContainer ? CONTAINER.getOrDefault(path.get(1), List.of()) : List.of();
    }
}
