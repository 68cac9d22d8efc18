package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * Who wrote to an object when, from its managed fields: tells that it changed where its generation would count every
 * move of an autoscaler too. Those, and status, are subresources; Kubernetes 1.21 and earlier name the controller manager
 * alone. Stateless.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management">Field management</a>
 */
final class LastWrites {

    private static final String CONTROLLERS = "kube-controller-manager";

    private LastWrites() {}

    static JsonNode of(JsonNode metadata) {
        ArrayNode writes = JsonNodeFactory.instance.arrayNode();
        for (JsonNode entry : metadata.path("managedFields")) {
            String manager = entry.path("manager").asText();
            if (!entry.has("subresource") && !manager.equals(CONTROLLERS)) {
                writes.addArray()
                        .add(manager)
                        .add(entry.path("operation").asText())
                        .add(entry.path("time").asText());
            }
        }
        return writes;
    }
}
