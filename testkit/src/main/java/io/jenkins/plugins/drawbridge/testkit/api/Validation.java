package io.jenkins.plugins.drawbridge.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The mistakes people really make, refused with the real server's words. Stateless. */
final class Validation {

    private static final int LONGEST_LABEL = 63;
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final String SUBDOMAIN_RULE =
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric "
                    + "characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex "
                    + "used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
    private static final Set<String> WITH_SELECTOR = Set.of("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet");
    private static final Set<String> STATEFUL_MAY_CHANGE = Set.of(
            "replicas",
            "template",
            "updateStrategy",
            "persistentVolumeClaimRetentionPolicy",
            "minReadySeconds",
            "ordinals",
            "revisionHistoryLimit");

    private Validation() {}

    static void check(Resource resource, ObjectNode object, @Nullable ObjectNode live) {
        Map<String, String> causes = new LinkedHashMap<>();
        String name = Json.text(object, "metadata", "name");
        checkName(resource, name, causes);
        checkLabels(object, causes);
        if (!resource.custom()) {
            checkPods(resource, object, causes);
            if (WITH_SELECTOR.contains(resource.kind())) {
                checkSelector(object, causes);
            }
            if (resource.kind().equals("Service") && resource.group().isEmpty()) {
                checkService(object, causes);
            }
            if (live != null) {
                checkImmutable(resource, object, live, causes);
            }
        }
        if (!causes.isEmpty()) {
            throw StatusException.invalid(resource, name, causes);
        }
    }

    private static void checkLabels(JsonNode object, Map<String, String> causes) {
        for (JsonNode value : object.path("metadata").path("labels")) {
            if (value.asText().length() > LONGEST_LABEL) {
                causes.put(
                        "metadata.labels",
                        "Invalid value: \"" + value.asText() + "\": must be no more than " + LONGEST_LABEL
                                + " characters");
            }
        }
    }

    private static void checkName(Resource resource, String name, Map<String, String> causes) {
        if (name.isEmpty()) {
            causes.put("metadata.name", "Required value: name or generateName is required");
        } else if (!resource.group().startsWith("rbac.")
                && !SUBDOMAIN.matcher(name).matches()) {
            causes.put("metadata.name", "Invalid value: \"" + name + "\": " + SUBDOMAIN_RULE);
        }
    }

    private static void checkPods(Resource resource, ObjectNode object, Map<String, String> causes) {
        String path = podPath(resource.kind());
        if (path.isEmpty()) {
            return;
        }
        JsonNode spec = object.at("/" + path.replace('.', '/'));
        if (spec.path("containers").isEmpty()) {
            causes.put(path + ".containers", "Required value");
        }
        int index = 0;
        for (JsonNode container : spec.path("containers")) {
            String at = path + ".containers[" + index++ + "]";
            if (Json.text(container, "name").isEmpty()) {
                causes.put(at + ".name", "Required value");
            }
            if (Json.text(container, "image").isEmpty() && !resource.kind().equals("ReplicaSet")) {
                causes.put(at + ".image", "Required value");
            }
            checkMounts(new Mounting(spec, claims(object)), container, at, causes);
        }
    }

    /** What a container may mount: the pod's volumes and the claims of a StatefulSet. */
    private record Mounting(JsonNode spec, List<String> claims) {

        boolean offers(String name) {
            return claims.contains(name)
                    || Json.objects(spec.path("volumes")).stream()
                            .anyMatch(volume -> Json.text(volume, "name").equals(name));
        }
    }

    private static List<String> claims(ObjectNode object) {
        return Json.objects(object.path("spec").path("volumeClaimTemplates")).stream()
                .map(claim -> Json.text(claim, "metadata", "name"))
                .toList();
    }

    private static void checkMounts(Mounting offered, JsonNode container, String at, Map<String, String> causes) {
        int index = 0;
        for (JsonNode mount : container.path("volumeMounts")) {
            String name = Json.text(mount, "name");
            if (!offered.offers(name)) {
                causes.put(at + ".volumeMounts[" + index + "].name", "Not found: \"" + name + "\"");
            }
            index++;
        }
    }

    static String podPath(String kind) {
        return switch (kind) {
            case "Pod" -> "spec";
            case "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job" -> "spec.template.spec";
            case "CronJob" -> "spec.jobTemplate.spec.template.spec";
            default -> "";
        };
    }

    private static void checkSelector(ObjectNode object, Map<String, String> causes) {
        JsonNode selector = object.path("spec").path("selector");
        if (selector.isMissingNode()) {
            causes.put("spec.selector", "Required value");
            return;
        }
        JsonNode labels = object.path("spec").path("template").path("metadata").path("labels");
        boolean matches = selector.path("matchLabels").properties().stream()
                .allMatch(entry -> entry.getValue().equals(labels.get(entry.getKey())));
        if (!matches) {
            causes.put(
                    "spec.template.metadata.labels",
                    "Invalid value: " + goMap(labels) + ": `selector` does not match template `labels`");
        }
    }

    private static String goMap(JsonNode labels) {
        return "map[string]string" + (labels.isMissingNode() ? "(nil)" : labels.toString());
    }

    private static void checkService(ObjectNode service, Map<String, String> causes) {
        JsonNode spec = service.path("spec");
        boolean needsPorts = !Json.text(spec, "type").equals("ExternalName")
                && !Json.text(spec, "clusterIP").equals("None");
        if (needsPorts && spec.path("ports").isEmpty()) {
            causes.put("spec.ports", "Required value");
        }
        int index = 0;
        for (JsonNode port : spec.path("ports")) {
            if (spec.path("ports").size() > 1 && Json.text(port, "name").isEmpty()) {
                causes.put("spec.ports[" + index + "].name", "Required value");
            }
            index++;
        }
    }

    private static void checkImmutable(
            Resource resource, ObjectNode object, ObjectNode live, Map<String, String> causes) {
        switch (resource.kind()) {
            case "Deployment", "ReplicaSet", "DaemonSet" -> same(object, live, "spec.selector", causes);
            case "Job" -> {
                same(object, live, "spec.template", causes);
                same(object, live, "spec.selector", causes);
                same(object, live, "spec.completions", causes);
            }
            case "StatefulSet" -> checkStateful(resource, object, live);
            case "Secret" -> {
                same(object, live, "type", causes);
                checkSealed(object, live, causes);
            }
            case "ConfigMap" -> checkSealed(object, live, causes);
            case "RoleBinding", "ClusterRoleBinding" -> {
                if (!object.path("roleRef").equals(live.path("roleRef"))) {
                    causes.put("roleRef", "Invalid value: " + object.path("roleRef") + ": cannot change roleRef");
                }
            }
            case "Service" -> {
                if (!Json.text(live, "spec", "clusterIP").isEmpty()
                        && !Json.text(object, "spec", "type").equals("ExternalName")) {
                    same(object, live, "spec.clusterIP", causes);
                }
            }
            default -> {}
        }
    }

    private static void checkSealed(ObjectNode object, ObjectNode live, Map<String, String> causes) {
        if (live.path("immutable").asBoolean() && !object.path("data").equals(live.path("data"))) {
            causes.put("data", "Forbidden: field is immutable when `immutable` is set");
        }
    }

    private static void same(ObjectNode object, ObjectNode live, String path, Map<String, String> causes) {
        String pointer = "/" + path.replace('.', '/');
        JsonNode value = object.at(pointer);
        if (!value.equals(live.at(pointer))) {
            causes.put(path, "Invalid value: " + (value.isMissingNode() ? "null" : value) + ": field is immutable");
        }
    }

    private static void checkStateful(Resource resource, ObjectNode object, ObjectNode live) {
        ObjectNode before = Json.in(live.deepCopy(), "spec").remove(STATEFUL_MAY_CHANGE);
        ObjectNode after = Json.in(object.deepCopy(), "spec").remove(STATEFUL_MAY_CHANGE);
        if (!before.equals(after)) {
            throw StatusException.invalid(
                    resource,
                    Json.text(object, "metadata", "name"),
                    Map.of(
                            "spec",
                            "Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', "
                                    + "'updateStrategy', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden"));
        }
    }
}
