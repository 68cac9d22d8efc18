package io.jenkins.plugins.drawbridge.engine.plan.smart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The ConfigMaps and Secrets a pod reads: volumes, projected volumes, {@code env} and {@code envFrom} of init containers
 * and containers.
 */
final class References {

    static final String CONFIG_MAP = "ConfigMap";
    static final String SECRET = "Secret";

    private final List<Reference> found = new ArrayList<>();

    private References() {}

    /** @param key empty: the whole object */
    record Reference(String kind, String name, String key) {}

    static List<Reference> of(JsonNode podSpec) {
        References references = new References();
        podSpec.path("volumes").forEach(references::volume);
        podSpec.path("initContainers").forEach(references::container);
        podSpec.path("containers").forEach(references::container);
        return references.found;
    }

    private void volume(JsonNode volume) {
        add(SECRET, volume.path("secret").path("secretName"), "");
        add(CONFIG_MAP, volume.path("configMap").path("name"), "");
        for (JsonNode source : volume.path("projected").path("sources")) {
            add(SECRET, source.path("secret").path("name"), "");
            add(CONFIG_MAP, source.path("configMap").path("name"), "");
        }
    }

    private void container(JsonNode container) {
        for (JsonNode variable : container.path("env")) {
            keyOf(CONFIG_MAP, variable.path("valueFrom").path("configMapKeyRef"));
            keyOf(SECRET, variable.path("valueFrom").path("secretKeyRef"));
        }
        for (JsonNode source : container.path("envFrom")) {
            add(CONFIG_MAP, source.path("configMapRef").path("name"), "");
            add(SECRET, source.path("secretRef").path("name"), "");
        }
    }

    private void keyOf(String kind, JsonNode reference) {
        if (!reference.path("key").asText().isEmpty()) {
            add(kind, reference.path("name"), reference.path("key").asText());
        }
    }

    private void add(String kind, JsonNode name, String key) {
        if (!name.asText().isEmpty()) {
            found.add(new Reference(kind, name.asText(), key));
        }
    }
}
