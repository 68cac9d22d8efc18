package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Gathers every secret value that objects hold: Secrets, and values in the open whose name looks secret. What {@link
 * MaskedLeaf} masks where it stands is masked in every text, since it is gathered here.
 */
final class SecretCollector {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private final SecretForms forms;

    /** A thousand ConfigMaps have a dozen different keys. */
    private final Map<String, Boolean> looksSecret = new HashMap<>();

    private SecretCollector(SecretForms forms) {
        this.forms = forms;
    }

    static SecretForms collect(Collection<ObjectNode> objects) {
        SecretForms forms = new SecretForms();
        OpenWords.of(objects).forEach(forms::open);
        SecretCollector collector = new SecretCollector(forms);
        objects.forEach(collector::object);
        return forms;
    }

    private void object(JsonNode object) {
        String kind = object.path("kind").asText();
        if (kind.equals("Secret")) {
            secret(object);
        } else if (kind.equals("ConfigMap")) {
            configMap(object);
        } else {
            ofAnyKind(object);
        }
    }

    /** Managed fields are half of a live object, and hold names of fields but no values. */
    private void ofAnyKind(JsonNode object) {
        boolean custom = !BuiltIn.is(object);
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            Collection<Map.Entry<String, JsonNode>> parts =
                    field.getKey().equals("metadata") ? field.getValue().properties() : Set.of(field);
            for (Map.Entry<String, JsonNode> part : parts) {
                if (!part.getKey().equals("managedFields")) {
                    named(part.getValue());
                    if (custom) {
                        inline(part.getKey(), part.getValue());
                    }
                }
            }
        }
    }

    /** {@code password: ...} wherever it stands in a custom resource. */
    private void inline(String field, JsonNode value) {
        if (value.isObject()) {
            value.properties().forEach(inner -> inline(inner.getKey(), inner.getValue()));
        } else if (value.isArray()) {
            value.forEach(element -> inline(field, element));
        } else if (SecretNames.isInlineSecret(field)) {
            forms.value(value.asText());
        }
    }

    private void secret(JsonNode secret) {
        secret.path("data").forEach(value -> forms.value(SecretForms.decoded(value.asText())));
        secret.path("stringData").forEach(value -> forms.value(value.asText()));
        JsonNode lastApplied = secret.path("metadata").path("annotations").path(LAST_APPLIED);
        JsonNode earlier = lastApplied.isTextual() ? parsed(lastApplied.textValue()) : JSON.createObjectNode();
        if (!earlier.isEmpty() && !earlier.path("metadata").path("annotations").has(LAST_APPLIED)) {
            secret(earlier);
        }
    }

    private void configMap(JsonNode configMap) {
        for (Map.Entry<String, JsonNode> entry : configMap.path("data").properties()) {
            if (looksSecret(entry.getKey())) {
                forms.value(entry.getValue().asText());
            }
        }
        for (Map.Entry<String, JsonNode> entry : configMap.path("binaryData").properties()) {
            if (looksSecret(entry.getKey())) {
                forms.value(SecretForms.decoded(entry.getValue().asText()));
            }
        }
    }

    /** {@code {name: DB_PASSWORD, value: ...}} wherever it stands, as env of any workload has it. */
    private void named(JsonNode value) {
        JsonNode literal = value.path("value");
        if (literal.isTextual() && looksSecret(value.path("name").asText())) {
            forms.value(literal.textValue());
        }
        if (!value.isValueNode()) {
            value.forEach(this::named);
        }
    }

    private boolean looksSecret(String name) {
        return looksSecret.computeIfAbsent(name, SecretNames::looksSecret);
    }

    static JsonNode parsed(String json) {
        try {
            JsonNode parsed = JSON.readTree(json);
            return parsed.isObject() || parsed.isArray() ? parsed : JSON.createObjectNode();
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode(); // no JSON: the text as a whole is known already
        }
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
