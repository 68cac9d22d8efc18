package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Names, as {@code Kind/name}, that the pods of a workload use. */
final class References {

    private static final Map<String, String> NAMED_BY_FIELD = Map.of(
            "claimName", "PersistentVolumeClaim",
            "serviceAccountName", "ServiceAccount",
            "secretName", "Secret");
    private static final Map<String, String> HOLDERS = Map.of(
            "configMap", "ConfigMap",
            "configMapKeyRef", "ConfigMap",
            "configMapRef", "ConfigMap",
            "secret", "Secret",
            "secretKeyRef", "Secret",
            "secretRef", "Secret",
            "imagePullSecrets", "Secret");

    private References() {}

    static Set<String> of(JsonNode workload) {
        Set<String> names = new HashSet<>();
        collect("", Workload.podSpec(workload), names);
        String headless = workload.path("spec").path("serviceName").asText("");
        if (!headless.isEmpty()) {
            names.add("Service/" + headless);
        }
        return names;
    }

    private static void collect(String holder, JsonNode node, Set<String> names) {
        if (node.isArray()) {
            node.forEach(element -> collect(holder, element, names));
            return;
        }
        String kind = HOLDERS.get(holder);
        if (kind != null && node.path("name").isTextual()) {
            names.add(kind + "/" + node.path("name").asText());
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String named = NAMED_BY_FIELD.get(field.getKey());
            if (named != null && field.getValue().isTextual()) {
                names.add(named + "/" + field.getValue().asText());
            }
            collect(field.getKey(), field.getValue(), names);
        }
    }
}
