package io.jenkins.plugins.drawbridge.testkit.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lays an applied configuration over the live object, and takes away what is applied no longer. */
final class Merging {

    private Merging() {}

    static JsonNode merge(JsonNode live, JsonNode applied, SchemaType type) {
        if (live.isObject() && type.mergesObject(applied)) {
            return mergeFields(live, applied, type);
        }
        if (live.isArray() && type.mergesList(applied)) {
            return mergeItems(live, applied, type);
        }
        return applied.deepCopy();
    }

    private static ObjectNode mergeFields(JsonNode live, JsonNode applied, SchemaType type) {
        ObjectNode merged = live.deepCopy();
        applied.properties().forEach(entry -> {
            JsonNode before = live.get(entry.getKey());
            merged.set(
                    entry.getKey(),
                    before == null
                            ? entry.getValue().deepCopy()
                            : merge(before, entry.getValue(), type.field(entry.getKey())));
        });
        return merged;
    }

    private static ArrayNode mergeItems(JsonNode live, JsonNode applied, SchemaType type) {
        Map<String, JsonNode> wanted = new LinkedHashMap<>();
        applied.forEach(item -> wanted.put(PathElement.item(item, type), item));
        ArrayNode merged = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : live) {
            JsonNode over = wanted.remove(PathElement.item(item, type));
            merged.add(over == null ? item.deepCopy() : merge(item, over, type.item()));
        }
        wanted.values().forEach(item -> merged.add(item.<JsonNode>deepCopy()));
        return merged;
    }

    /** Removes what {@code before} held and nobody owns any more. */
    static void prune(JsonNode object, Ownership ownership, SchemaType type) {
        if (type.mergesObject(object)) {
            pruneFields((ObjectNode) object, ownership, type);
        } else if (type.mergesList(object)) {
            pruneItems((ArrayNode) object, ownership, type);
        }
    }

    private static void pruneFields(ObjectNode object, Ownership ownership, SchemaType type) {
        ownership.before().children.forEach((element, before) -> {
            String name = element.substring(2);
            JsonNode value = object.get(name);
            FieldSet owned = ownership.now().children.get(element);
            if (value == null || !element.startsWith("f:")) {
                return;
            }
            FieldSet left = owned == null ? new FieldSet() : owned;
            // Every object keeps its metadata: the name in it belongs to nobody.
            if (left.isEmpty() && !name.equals("metadata")) {
                object.remove(name);
            } else {
                prune(value, new Ownership(before, left), type.field(name));
            }
        });
    }

    private static void pruneItems(ArrayNode list, Ownership ownership, SchemaType type) {
        for (int index = list.size() - 1; index >= 0; index--) {
            String element = PathElement.item(list.get(index), type);
            FieldSet before = ownership.before().children.get(element);
            FieldSet owned = ownership.now().children.get(element);
            if (before != null && before.member && (owned == null || !owned.member)) {
                list.remove(index);
            } else if (before != null && owned != null) {
                prune(list.get(index), new Ownership(before, owned), type.item());
            }
        }
    }

    /** What the manager applied before, and what anybody owns now. */
    record Ownership(FieldSet before, FieldSet now) {}
}
