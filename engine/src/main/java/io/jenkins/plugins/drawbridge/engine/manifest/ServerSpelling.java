package io.jenkins.plugins.drawbridge.engine.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;

/**
 * A manifest in the spelling that every API server takes. What {@code kubectl apply} lets pass, server-side apply of older
 * servers refuses: a quantity that is a number ({@code cpu: 1}), a port of a Service without its protocol.
 */
public final class ServerSpelling {

    private static final Set<String> GROUPS = Set.of("", "apps", "autoscaling", "batch");
    private static final Set<String> OF_CONTAINERS = Set.of("limits", "requests", "overhead");
    private static final Map<String, Set<String>> OF_KINDS = Map.of(
            "LimitRange", Set.of("default", "defaultRequest", "max", "maxLimitRequestRatio", "min"),
            "PersistentVolume", Set.of("capacity"),
            "ResourceQuota", Set.of("hard"));
    private static final Set<String> SINGLE = Set.of("averageValue", "divisor", "sizeLimit");

    private final Set<String> maps;
    private boolean changed;

    private ServerSpelling(String kind) {
        this.maps = OF_KINDS.getOrDefault(kind, OF_CONTAINERS);
    }

    /** The manifest itself, if it is spelled like that already. */
    public static Manifest of(Manifest manifest) {
        if (!GROUPS.contains(manifest.ref().group()) || !manifest.body().has("spec")) {
            return manifest;
        }
        ObjectNode body = manifest.body().deepCopy();
        ServerSpelling spelling = new ServerSpelling(manifest.ref().kind());
        if (manifest.ref().kind().equals("Service")) {
            spelling.protocols(body.path("spec").path("ports"));
        } else {
            spelling.quantities(body.path("spec"));
        }
        return spelling.changed ? manifest.withBody(body) : manifest;
    }

    private void protocols(JsonNode ports) {
        for (JsonNode port : ports) {
            if (port instanceof ObjectNode fields && !fields.hasNonNull("protocol")) {
                fields.put("protocol", "TCP");
                changed = true;
            }
        }
    }

    private void quantities(JsonNode value) {
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            if (field.getValue().isNumber() && SINGLE.contains(field.getKey())) {
                asText(field);
            } else if (field.getValue().isObject() && maps.contains(field.getKey())) {
                field.getValue().properties().forEach(this::asText);
            } else {
                quantities(field.getValue());
            }
        }
        if (value.isArray()) {
            value.forEach(this::quantities);
        }
    }

    private void asText(Map.Entry<String, JsonNode> quantity) {
        if (quantity.getValue().isNumber()) {
            quantity.setValue(
                    TextNode.valueOf(quantity.getValue().decimalValue().toPlainString()));
            changed = true;
        }
    }
}
