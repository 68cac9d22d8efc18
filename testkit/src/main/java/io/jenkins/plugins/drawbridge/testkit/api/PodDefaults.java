package io.jenkins.plugins.drawbridge.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What the real server adds to a pod's spec. Stateless. */
final class PodDefaults {

    private static final int MODE_0644 = 420;

    private PodDefaults() {}

    static void template(ObjectNode spec) {
        ObjectNode template = Json.in(spec, "template");
        ObjectNode metadata = Json.in(template, "metadata");
        if (!metadata.has("creationTimestamp")) {
            metadata.putNull("creationTimestamp");
        }
        apply(Json.in(template, "spec"));
    }

    static void apply(ObjectNode spec) {
        Json.orElse(spec, "restartPolicy", "Always");
        Json.orElse(spec, "terminationGracePeriodSeconds", 30);
        Json.orElse(spec, "dnsPolicy", "ClusterFirst");
        Json.in(spec, "securityContext");
        Json.orElse(spec, "schedulerName", "default-scheduler");
        serviceAccount(spec);
        Json.objects(spec.path("initContainers")).forEach(PodDefaults::container);
        Json.objects(spec.path("containers")).forEach(PodDefaults::container);
        Json.objects(spec.path("volumes")).forEach(PodDefaults::volume);
    }

    private static void serviceAccount(ObjectNode spec) {
        if (spec.has("serviceAccountName")) {
            spec.put("serviceAccount", Json.text(spec, "serviceAccountName"));
        } else if (spec.has("serviceAccount")) {
            spec.put("serviceAccountName", Json.text(spec, "serviceAccount"));
        }
    }

    private static void container(ObjectNode container) {
        Json.orElse(container, "terminationMessagePath", "/dev/termination-log");
        Json.orElse(container, "terminationMessagePolicy", "File");
        Json.orElse(container, "imagePullPolicy", isLatest(Json.text(container, "image")) ? "Always" : "IfNotPresent");
        Json.objects(container.path("ports")).forEach(port -> Json.orElse(port, "protocol", "TCP"));
        for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
            if (container.get(probe) instanceof ObjectNode found) {
                Defaults.probe(found);
            }
        }
        for (ObjectNode variable : Json.objects(container.path("env"))) {
            if (variable.path("valueFrom").get("fieldRef") instanceof ObjectNode reference) {
                Json.orElse(reference, "apiVersion", "v1");
            }
            if (variable.path("valueFrom").get("resourceFieldRef") instanceof ObjectNode reference) {
                Json.orElse(reference, "divisor", "0");
            }
        }
    }

    static void limitsAreRequests(ObjectNode container) {
        if (container.path("resources").get("limits") instanceof ObjectNode limits) {
            ObjectNode requests = Json.in(Json.in(container, "resources"), "requests");
            limits.properties().forEach(limit -> Json.orElse(requests, limit.getKey(), limit.getValue()));
        }
    }

    private static boolean isLatest(String image) {
        String last = image.substring(image.lastIndexOf('/') + 1);
        return !image.contains("@") && (!last.contains(":") || last.endsWith(":latest"));
    }

    private static void volume(ObjectNode volume) {
        if (volume.size() == 1) {
            volume.putObject("emptyDir");
        }
        for (String kind : List.of("secret", "configMap", "projected", "downwardAPI")) {
            if (volume.get(kind) instanceof ObjectNode source) {
                Json.orElse(source, "defaultMode", MODE_0644);
            }
        }
        if (volume.get("hostPath") instanceof ObjectNode path) {
            Json.orElse(path, "type", "");
        }
        for (JsonNode source : volume.path("projected").path("sources")) {
            if (source.get("serviceAccountToken") instanceof ObjectNode token) {
                Json.orElse(token, "expirationSeconds", 3600);
            }
        }
    }
}
