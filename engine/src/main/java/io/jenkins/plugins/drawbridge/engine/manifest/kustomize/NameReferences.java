package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which fields hold names of other objects: kustomize's table of name references.
 *
 * @param target the type of what is named
 * @param field a name, a list of names, or mappings with {@code name} and perhaps {@code namespace}
 */
record NameReferences(Gvk target, FieldSpec field) {

    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final String ADMISSION = "admissionregistration.k8s.io";
    private static final Gvk CONFIG_MAP = new Gvk("", "v1", "ConfigMap");
    private static final Gvk SECRET = new Gvk("", "v1", "Secret");
    private static final Gvk SERVICE = new Gvk("", "v1", "Service");
    private static final Gvk SERVICE_ACCOUNT = new Gvk("", "v1", "ServiceAccount");
    private static final Gvk STORAGE_CLASS = new Gvk("storage.k8s.io", "v1", "StorageClass");

    static final List<NameReferences> ALL = Stream.of(
                    scaled(), configMaps(), secrets(), services(), roles(), serviceAccounts(), volumes(), others())
            .flatMap(List::stream)
            .toList();

    private static List<NameReferences> scaled() {
        return Stream.of("Deployment", "ReplicationController", "ReplicaSet", "StatefulSet")
                .map(kind -> to(Gvk.kind(kind), Gvk.kind("HorizontalPodAutoscaler"), "spec/scaleTargetRef/name"))
                .toList();
    }

    private static List<NameReferences> configMaps() {
        return both(
                inPods(
                        CONFIG_MAP,
                        "volumes/configMap/name",
                        "containers/env/valueFrom/configMapKeyRef/name",
                        "initContainers/env/valueFrom/configMapKeyRef/name",
                        "containers/envFrom/configMapRef/name",
                        "initContainers/envFrom/configMapRef/name",
                        "volumes/projected/sources/configMap/name"),
                to(CONFIG_MAP, Gvk.kind("Node"), "spec/configSource/configMap"),
                to(CONFIG_MAP, Gvk.kind("Role"), "rules/resourceNames"),
                to(CONFIG_MAP, Gvk.kind("ClusterRole"), "rules/resourceNames"),
                to(
                        CONFIG_MAP,
                        Gvk.kind("Ingress"),
                        annotation("nginx.ingress.kubernetes.io", "fastcgi-params-configmap")));
    }

    private static List<NameReferences> secrets() {
        return both(
                inPods(
                        SECRET,
                        "volumes/secret/secretName",
                        "containers/env/valueFrom/secretKeyRef/name",
                        "initContainers/env/valueFrom/secretKeyRef/name",
                        "containers/envFrom/secretRef/name",
                        "initContainers/envFrom/secretRef/name",
                        "imagePullSecrets/name",
                        "volumes/projected/sources/secret/name"),
                to(SECRET, Gvk.kind("Ingress"), "spec/tls/secretName"),
                to(SECRET, Gvk.kind("Ingress"), annotation("ingress.kubernetes.io", "auth-secret")),
                to(SECRET, Gvk.kind("Ingress"), annotation("nginx.ingress.kubernetes.io", "auth-secret")),
                to(SECRET, Gvk.kind("Ingress"), annotation("nginx.ingress.kubernetes.io", "auth-tls-secret")),
                to(SECRET, Gvk.kind("ServiceAccount"), "imagePullSecrets/name"),
                to(SECRET, Gvk.kind("StorageClass"), "parameters/secretName"),
                to(SECRET, Gvk.kind("StorageClass"), "parameters/adminSecretName"),
                to(SECRET, Gvk.kind("StorageClass"), "parameters/userSecretName"),
                to(SECRET, Gvk.kind("StorageClass"), "parameters/secretRef"),
                to(SECRET, Gvk.kind("Role"), "rules/resourceNames"),
                to(SECRET, Gvk.kind("ClusterRole"), "rules/resourceNames"),
                to(
                        SECRET,
                        new Gvk("serving.knative.dev", "v1", "Service"),
                        "spec/template/spec/containers/env/valueFrom/secretKeyRef/name"),
                to(SECRET, Gvk.kind("PersistentVolume"), "spec/azureFile/secretName"));
    }

    private static List<NameReferences> services() {
        return List.of(
                to(SERVICE, Gvk.group("apps", "StatefulSet"), "spec/serviceName"),
                to(SERVICE, Gvk.kind("Ingress"), "spec/rules/http/paths/backend/serviceName"),
                to(SERVICE, Gvk.kind("Ingress"), "spec/backend/serviceName"),
                to(SERVICE, Gvk.kind("Ingress"), "spec/rules/http/paths/backend/service/name"),
                to(SERVICE, Gvk.kind("Ingress"), "spec/defaultBackend/service/name"),
                to(SERVICE, Gvk.group("apiregistration.k8s.io", "APIService"), "spec/service/name"),
                to(SERVICE, Gvk.group(ADMISSION, "ValidatingWebhookConfiguration"), "webhooks/clientConfig/service"),
                to(SERVICE, Gvk.group(ADMISSION, "MutatingWebhookConfiguration"), "webhooks/clientConfig/service"));
    }

    private static List<NameReferences> roles() {
        return List.of(
                to(Gvk.group(RBAC, "Role"), Gvk.group(RBAC, "RoleBinding"), "roleRef/name"),
                to(Gvk.group(RBAC, "ClusterRole"), Gvk.group(RBAC, "RoleBinding"), "roleRef/name"),
                to(Gvk.group(RBAC, "ClusterRole"), Gvk.group(RBAC, "ClusterRoleBinding"), "roleRef/name"));
    }

    private static List<NameReferences> serviceAccounts() {
        List<NameReferences> references = new ArrayList<>();
        references.add(to(SERVICE_ACCOUNT, Gvk.group(RBAC, "RoleBinding"), "subjects"));
        references.add(to(SERVICE_ACCOUNT, Gvk.group(RBAC, "ClusterRoleBinding"), "subjects"));
        PodFields.withReplicationControllers("serviceAccountName")
                .forEach(field -> references.add(new NameReferences(SERVICE_ACCOUNT, field)));
        return references;
    }

    private static List<NameReferences> volumes() {
        List<NameReferences> references = new ArrayList<>();
        PodFields.withReplicationControllers("volumes/persistentVolumeClaim/claimName")
                .forEach(
                        field -> references.add(new NameReferences(new Gvk("", "v1", "PersistentVolumeClaim"), field)));
        Gvk volume = new Gvk("", "v1", "PersistentVolume");
        references.add(to(volume, Gvk.kind("PersistentVolumeClaim"), "spec/volumeName"));
        references.add(to(volume, Gvk.kind("ClusterRole"), "rules/resourceNames"));
        references.add(to(STORAGE_CLASS, Gvk.kind("PersistentVolume"), "spec/storageClassName"));
        references.add(to(STORAGE_CLASS, Gvk.kind("PersistentVolumeClaim"), "spec/storageClassName"));
        references.add(to(STORAGE_CLASS, Gvk.kind("StatefulSet"), "spec/volumeClaimTemplates/spec/storageClassName"));
        return references;
    }

    private static List<NameReferences> others() {
        List<NameReferences> references = new ArrayList<>();
        Gvk priority = new Gvk("scheduling.k8s.io", "v1", "PriorityClass");
        PodFields.withReplicationControllers("priorityClassName")
                .forEach(field -> references.add(new NameReferences(priority, field)));
        references.add(to(
                Gvk.group(ADMISSION, "ValidatingAdmissionPolicy"),
                Gvk.group(ADMISSION, "ValidatingAdmissionPolicyBinding"),
                "spec/policyName"));
        return references;
    }

    private static String annotation(String domain, String name) {
        return "metadata/annotations/" + domain + "\\/" + name;
    }

    private static NameReferences to(Gvk target, Gvk referrer, String path) {
        return new NameReferences(target, FieldSpec.of(referrer, path, false));
    }

    private static List<NameReferences> inPods(Gvk target, String... fields) {
        return PodFields.everywhere(fields).stream()
                .map(field -> new NameReferences(target, field))
                .toList();
    }

    private static List<NameReferences> both(List<NameReferences> some, NameReferences... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }
}
