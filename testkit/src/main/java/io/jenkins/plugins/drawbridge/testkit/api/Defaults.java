package io.jenkins.plugins.drawbridge.testkit.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What the real server adds to an object, kind by kind (Kubernetes API reference, "defaults to"). Thread-safe. */
final class Defaults {

    private final AtomicInteger nextAddress = new AtomicInteger(10);
    private final AtomicInteger nextNodePort = new AtomicInteger(30_100);

    void apply(Resource resource, ObjectNode object, @Nullable ObjectNode live) {
        if (resource.custom()) {
            return;
        }
        ObjectNode spec = object.get("spec") instanceof ObjectNode found ? found : Json.object();
        switch (resource.kind()) {
            case "Deployment" -> WorkloadDefaults.deployment(spec);
            case "ReplicaSet" -> WorkloadDefaults.replicaSet(object, spec);
            case "StatefulSet" -> WorkloadDefaults.statefulSet(spec);
            case "DaemonSet" -> WorkloadDefaults.daemonSet(spec);
            case "Job" -> WorkloadDefaults.job(object, spec);
            case "CronJob" -> WorkloadDefaults.cronJob(spec);
            case "Pod" -> pod(object, spec);
            case "Service" -> service(spec, live);
            case "Secret" -> secret(object);
            case "Namespace" -> namespace(object, spec);
            case "PersistentVolumeClaim" -> WorkloadDefaults.claim(object, spec);
            case "RoleBinding", "ClusterRoleBinding" -> binding(object);
            default -> small(resource.kind(), object, spec);
        }
    }

    private static void small(String kind, ObjectNode object, ObjectNode spec) {
        switch (kind) {
            case "HorizontalPodAutoscaler" -> Json.orElse(spec, "minReplicas", 1);
            case "NetworkPolicy" -> networkPolicy(spec);
            case "Ingress" -> {
                if (!object.has("status")) {
                    object.putObject("status").putObject("loadBalancer");
                }
            }
            case "StorageClass" -> {
                Json.orElse(object, "reclaimPolicy", "Delete");
                Json.orElse(object, "volumeBindingMode", "Immediate");
            }
            case "PriorityClass" -> Json.orElse(object, "preemptionPolicy", "PreemptLowerPriority");
            case "CustomResourceDefinition" -> CustomDefaults.definition(object, spec);
            default -> {}
        }
    }

    private static void pod(ObjectNode object, ObjectNode spec) {
        PodDefaults.apply(spec);
        Json.objects(spec.path("containers")).forEach(PodDefaults::limitsAreRequests);
        Json.orElse(spec, "serviceAccountName", "default");
        Json.orElse(spec, "serviceAccount", Json.text(spec, "serviceAccountName"));
        Json.orElse(spec, "enableServiceLinks", true);
        Json.orElse(spec, "preemptionPolicy", "PreemptLowerPriority");
        Json.orElse(spec, "priority", 0);
        ObjectNode status = Json.in(object, "status");
        Json.orElse(status, "phase", "Pending");
        Json.orElse(status, "qosClass", "BestEffort");
    }

    private void service(ObjectNode spec, @Nullable ObjectNode live) {
        Json.orElse(spec, "sessionAffinity", "None");
        Json.orElse(spec, "type", "ClusterIP");
        boolean balanced = Json.text(spec, "type").equals("LoadBalancer");
        boolean node = balanced || Json.text(spec, "type").equals("NodePort");
        for (ObjectNode port : Json.objects(spec.path("ports"))) {
            Json.orElse(port, "protocol", "TCP");
            Json.orElse(port, "targetPort", port.path("port"));
            if (node && !port.has("nodePort")) {
                port.put("nodePort", nodePort(port, live));
            }
        }
        if (Json.text(spec, "type").equals("ExternalName")) {
            return;
        }
        address(spec, live);
        if (node) {
            Json.orElse(spec, "externalTrafficPolicy", "Cluster");
        }
        if (balanced) {
            Json.orElse(spec, "allocateLoadBalancerNodePorts", true);
        }
        Json.orElse(spec, "internalTrafficPolicy", "Cluster");
        Json.orElse(spec, "ipFamilies", List.of("IPv4"));
        Json.orElse(spec, "ipFamilyPolicy", "SingleStack");
    }

    private int nodePort(ObjectNode port, @Nullable ObjectNode live) {
        if (live != null) {
            for (ObjectNode before : Json.objects(live.path("spec").path("ports"))) {
                if (before.path("port").equals(port.path("port")) && before.has("nodePort")) {
                    return before.path("nodePort").asInt();
                }
            }
        }
        return nextNodePort.getAndIncrement();
    }

    private void address(ObjectNode spec, @Nullable ObjectNode live) {
        String before = live == null ? "" : Json.text(live, "spec", "clusterIP");
        if (!spec.has("clusterIP")) {
            int number = before.isEmpty() ? nextAddress.getAndIncrement() : 0;
            spec.put("clusterIP", before.isEmpty() ? "10.96." + number / 250 + "." + (number % 250 + 1) : before);
        }
        Json.orElse(spec, "clusterIPs", List.of(Json.text(spec, "clusterIP")));
    }

    private static void secret(ObjectNode secret) {
        Json.orElse(secret, "type", "Opaque");
        JsonNode text = secret.remove("stringData");
        if (text != null) {
            ObjectNode content = Json.in(secret, "data");
            text.properties()
                    .forEach(entry -> content.put(
                            entry.getKey(),
                            Base64.getEncoder()
                                    .encodeToString(entry.getValue().asText().getBytes(UTF_8))));
        }
    }

    private static void namespace(ObjectNode namespace, ObjectNode spec) {
        if (!namespace.path("metadata").has("deletionTimestamp")) {
            Json.orElse(spec, "finalizers", List.of("kubernetes"));
            Json.in(Json.in(namespace, "metadata"), "labels")
                    .put("kubernetes.io/metadata.name", Json.text(namespace, "metadata", "name"));
        }
        Json.orElse(Json.in(namespace, "status"), "phase", "Active");
    }

    private static void binding(ObjectNode binding) {
        String rbac = "rbac.authorization.k8s.io";
        Json.orElse(Json.in(binding, "roleRef"), "apiGroup", rbac);
        for (ObjectNode subject : Json.objects(binding.path("subjects"))) {
            if (!Json.text(subject, "kind").equals("ServiceAccount")) {
                Json.orElse(subject, "apiGroup", rbac);
            } else if (Json.text(subject, "apiGroup").isEmpty()) {
                subject.remove("apiGroup");
            }
        }
    }

    private static void networkPolicy(ObjectNode spec) {
        Json.orElse(spec, "policyTypes", spec.has("egress") ? List.of("Ingress", "Egress") : List.of("Ingress"));
        for (String direction : List.of("ingress", "egress")) {
            for (ObjectNode rule : Json.objects(spec.path(direction))) {
                Json.objects(rule.path("ports")).forEach(port -> Json.orElse(port, "protocol", "TCP"));
            }
        }
    }

    static void probe(ObjectNode probe) {
        Map.of("timeoutSeconds", 1, "periodSeconds", 10, "successThreshold", 1, "failureThreshold", 3)
                .forEach((field, value) -> Json.orElse(probe, field, value));
        if (probe.get("httpGet") instanceof ObjectNode get) {
            Json.orElse(get, "path", "/");
            Json.orElse(get, "scheme", "HTTP");
        }
        if (probe.get("grpc") instanceof ObjectNode grpc) {
            Json.orElse(grpc, "service", "");
        }
    }
}
