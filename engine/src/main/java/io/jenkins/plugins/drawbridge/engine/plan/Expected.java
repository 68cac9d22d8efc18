package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * What an object will be after an apply, where the server cannot be asked yet: the desired fields take the place of what
 * our last apply set, and the rest stays. Without defaults and admission. Stateless.
 */
public final class Expected {

    private Expected() {}

    public static ObjectNode after(ObjectNode live, ObjectNode desired, String manager) {
        JsonNode ours = JsonNodeFactory.instance.objectNode();
        JsonNode held = JsonNodeFactory.instance.objectNode();
        for (JsonNode entry : live.path("metadata").path("managedFields")) {
            if (OwnedFields.isApplyOf(manager, entry)) {
                ours = Takeover.union(ours, entry.path("fieldsV1"));
            } else {
                held = Takeover.union(held, entry.path("fieldsV1"));
            }
        }
        ObjectNode after = live.deepCopy();
        Abandoned.removeFrom(after, ours, held);
        put(after, desired);
        return after;
    }

    private static void put(ObjectNode into, ObjectNode desired) {
        for (Map.Entry<String, JsonNode> field : desired.properties()) {
            if (into.get(field.getKey()) instanceof ObjectNode inner && field.getValue() instanceof ObjectNode fields) {
                put(inner, fields);
            } else {
                into.set(field.getKey(), field.getValue().deepCopy());
            }
        }
    }
}
