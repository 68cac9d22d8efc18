package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * What {@code kubectl apply} has stated of an object, by the annotation in which it remembers that. Its field manager owns
 * more: what the server filled in by default and what admission added, and that must not go with it.
 */
final class LastApplied {

    static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";

    private LastApplied() {}

    /** The part of a tree of owned fields that was stated, and the annotation itself. */
    static JsonNode statedOf(JsonNode owned, JsonNode live) {
        String text = live.path("metadata").path("annotations").path(ANNOTATION).asText("");
        return stated(owned, SecretCollector.parsed(text));
    }

    private static ObjectNode stated(JsonNode owned, JsonNode applied) {
        ObjectNode stated = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : owned.properties()) {
            String step = field.getKey();
            JsonNode value = value(applied, step);
            if (step.equals(".") || step.equals("f:" + ANNOTATION)) {
                stated.set(step, field.getValue());
            } else if (step.equals("f:metadata") || step.equals("f:annotations") || !isNothing(value)) {
                stated.set(step, stated(field.getValue(), value));
            }
        }
        return stated;
    }

    private static JsonNode value(JsonNode applied, String step) {
        if (step.startsWith("f:")) {
            return applied.path(step.substring(2));
        }
        return applied.isArray() && !step.equals(".")
                ? applied.path(ListElement.position(applied, step))
                : JsonNodeFactory.instance.missingNode();
    }

    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
