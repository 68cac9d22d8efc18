package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the pods of a workload use, by name. Stateless. */
public final class References {

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

    private static final String SECRET = "Secret/";

    private References() {}

    /** Names of the Secrets that its pods are given, and of those that its images are pulled with. */
    public static Set<String> secrets(JsonNode workload) {
        Set<String> names = new TreeSet<>();
        for (String reference : of(workload)) {
            if (reference.startsWith(SECRET)) {
                names.add(reference.substring(SECRET.length()));
            }
        }
        return names;
    }

    /** As {@code Kind/name}. */
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
