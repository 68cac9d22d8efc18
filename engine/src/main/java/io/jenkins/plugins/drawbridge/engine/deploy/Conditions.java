package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** Reads {@code status.conditions}. */
final class Conditions {

    private Conditions() {}

    /** The condition of a type; a missing node if there is none. */
    static JsonNode find(JsonNode object, String type) {
        for (JsonNode condition : object.path("status").path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition;
            }
        }
        return MissingNode.getInstance();
    }

    static boolean isTrue(JsonNode object, String type) {
        return find(object, type).path("status").asText().equals("True");
    }

    /** {@code Reason: message}, whichever of them there is. */
    static String said(JsonNode condition) {
        String reason = condition.path("reason").asText("");
        String message = condition.path("message").asText("");
        if (reason.isEmpty() || message.isEmpty()) {
            return reason + message;
        }
        return reason + ": " + message;
    }
}
