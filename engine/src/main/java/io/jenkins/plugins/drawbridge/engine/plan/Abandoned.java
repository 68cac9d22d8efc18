package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Removes from an object what one tree of owned fields holds and another does not, as server-side apply does with what a
 * manager no longer states: a field goes with all below it, an element of a list only if the element itself was owned.
 *
 * @see OwnedFields
 */
final class Abandoned {

    private Abandoned() {}

    static void removeFrom(JsonNode value, JsonNode theirs, JsonNode held) {
        for (Map.Entry<String, JsonNode> owned : theirs.properties()) {
            String path = owned.getKey();
            JsonNode stays = held.path(path);
            if (path.startsWith("f:") && value instanceof ObjectNode fields) {
                field(fields, path.substring(2), owned.getValue(), stays);
            } else if (!path.equals(".") && value instanceof ArrayNode list) {
                element(list, path, owned.getValue(), stays);
            }
        }
    }

    private static void field(ObjectNode fields, String name, JsonNode theirs, JsonNode held) {
        if (held.isMissingNode()) {
            fields.remove(name);
        } else {
            removeFrom(fields.path(name), theirs, held);
        }
    }

    private static void element(ArrayNode list, String path, JsonNode theirs, JsonNode held) {
        int position = ListElement.position(list, path);
        if (position < 0) {
            return;
        }
        boolean owned = theirs.isEmpty() || theirs.has(".");
        if (held.isMissingNode() && owned) {
            list.remove(position);
        } else {
            removeFrom(list.get(position), theirs, held);
        }
    }
}
