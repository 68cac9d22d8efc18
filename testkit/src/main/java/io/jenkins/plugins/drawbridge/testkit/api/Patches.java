package io.jenkins.plugins.drawbridge.testkit.api;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.apply.SchemaType;

/** JSON merge patch (RFC 7386), JSON patch (RFC 6902) and Kubernetes's strategic merge patch. Stateless. */
final class Patches {

    private Patches() {}

    static JsonNode merge(JsonNode live, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged = live.isObject() ? live.deepCopy() : Json.object();
        patch.properties().forEach(entry -> {
            if (entry.getValue().isNull()) {
                merged.remove(entry.getKey());
            } else {
                merged.set(entry.getKey(), merge(merged.path(entry.getKey()), entry.getValue()));
            }
        });
        return merged;
    }

    static JsonNode strategic(JsonNode live, JsonNode patch, SchemaType type) {
        if (patch.isArray() && live.isArray() && type.merge() == SchemaType.Merge.BY_KEYS) {
            return strategicItems((ArrayNode) live.deepCopy(), patch, type);
        }
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged = live.isObject() ? live.deepCopy() : Json.object();
        patch.properties().forEach(entry -> {
            if (entry.getValue().isNull()) {
                merged.remove(entry.getKey());
            } else if (!entry.getKey().startsWith("$")) {
                JsonNode before = merged.path(entry.getKey());
                merged.set(entry.getKey(), strategic(before, entry.getValue(), type.field(entry.getKey())));
            }
        });
        return merged;
    }

    private static JsonNode strategicItems(ArrayNode live, JsonNode patch, SchemaType type) {
        String key = type.keys().get(0);
        for (JsonNode item : patch) {
            int at = indexOf(live, key, item.path(key));
            boolean delete = Json.text(item, "$patch").equals("delete");
            if (at >= 0 && delete) {
                live.remove(at);
            } else if (at >= 0) {
                live.set(at, strategic(live.get(at), item, type.item()));
            } else if (!delete) {
                live.add(item);
            }
        }
        return live;
    }

    private static int indexOf(ArrayNode list, String key, JsonNode value) {
        for (int index = 0; index < list.size(); index++) {
            if (list.get(index).path(key).equals(value)) {
                return index;
            }
        }
        return -1;
    }

    static JsonNode json(JsonNode live, JsonNode operations) {
        JsonNode patched = live.deepCopy();
        for (JsonNode operation : operations) {
            step(patched, operation);
        }
        return patched;
    }

    private static void step(JsonNode document, JsonNode operation) {
        String path = Json.text(operation, "path");
        switch (Json.text(operation, "op")) {
            case "add", "replace" -> put(document, path, operation);
            case "remove" -> remove(document, path);
            case "test" -> {
                if (!document.at(path).equals(operation.path("value"))) {
                    throw unprocessable("testing value " + path + " failed");
                }
            }
            default -> throw StatusException.badRequest("unexpected kind of JSON patch operation");
        }
    }

    private static void put(JsonNode document, String path, JsonNode operation) {
        JsonPointer pointer = JsonPointer.compile(path);
        JsonNode parent = document.at(pointer.head());
        String last = pointer.last().getMatchingProperty();
        boolean replace = Json.text(operation, "op").equals("replace");
        if (replace && document.at(pointer).isMissingNode()) {
            throw unprocessable("replace operation does not apply: doc is missing key: " + path + ": missing value");
        }
        if (parent instanceof ObjectNode object) {
            object.set(last, operation.path("value"));
        } else if (parent instanceof ArrayNode list && last.equals("-")) {
            list.add(operation.path("value"));
        } else if (parent instanceof ArrayNode list && replace) {
            list.set(Integer.parseInt(last), operation.path("value"));
        } else if (parent instanceof ArrayNode list) {
            list.insert(Integer.parseInt(last), operation.path("value"));
        } else {
            throw unprocessable("add operation does not apply: doc is missing path: \"" + path + "\": missing value");
        }
    }

    private static void remove(JsonNode document, String path) {
        JsonPointer pointer = JsonPointer.compile(path);
        JsonNode parent = document.at(pointer.head());
        String last = pointer.last().getMatchingProperty();
        if (document.at(pointer).isMissingNode()) {
            throw unprocessable("remove operation does not apply: doc is missing path: " + path + ": missing value");
        }
        if (parent instanceof ObjectNode object) {
            object.remove(last);
        } else if (parent instanceof ArrayNode list) {
            list.remove(Integer.parseInt(last));
        }
    }

    private static StatusException unprocessable(String why) {
        return new StatusException(
                422, "Invalid", "the server rejected our request due to an error in our request: " + why);
    }
}
