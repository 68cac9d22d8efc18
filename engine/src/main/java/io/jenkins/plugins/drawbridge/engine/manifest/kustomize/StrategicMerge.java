package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.InputException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A strategic merge patch as kustomize applies it: null deletes a field, {@code $patch} deletes or replaces what it
 * stands in, lists with merge keys are merged item by item, and what a patch brings comes first. Pure.
 */
final class StrategicMerge {

    private static final String DIRECTIVE = "$patch";

    private final Gvk type;
    private final String place;

    /** @param place of the patch, for messages */
    StrategicMerge(Gvk type, String place) {
        this.type = type;
        this.place = place;
    }

    /** The patched object; null if the patch deletes it. */
    @Nullable ObjectNode apply(ObjectNode object, ObjectNode patch) {
        return (ObjectNode) merge(object, patch.deepCopy(), List.of());
    }

    private @Nullable JsonNode merge(@Nullable JsonNode value, JsonNode patch, List<String> path) {
        if (patch.isNull()) {
            return null;
        }
        if (value != null && !value.isNull()) {
            refuseMixture(value, patch, path);
        }
        if (patch instanceof ObjectNode map) {
            return map(value instanceof ObjectNode old ? old : null, map, path);
        }
        if (patch instanceof ArrayNode list) {
            List<String> keys = MergeKeys.of(type, path);
            ArrayNode old = value instanceof ArrayNode present ? present : JsonNodeFactory.instance.arrayNode();
            return keys.isEmpty() && !isFinalizers(path) ? list : list(old, list, keys, path);
        }
        return patch;
    }

    private boolean isFinalizers(List<String> path) {
        return path.equals(List.of("metadata", "finalizers")) && MergeKeys.isKnown(type);
    }

    private void refuseMixture(JsonNode value, JsonNode patch, List<String> path) {
        boolean alike = value.isObject() == patch.isObject() && value.isArray() == patch.isArray();
        if (!alike) {
            throw new InputException(place + ": the patch has a " + word(patch) + " where the object has a "
                    + word(value) + ", in " + String.join(".", path) + "; write it as the object has it.");
        }
    }

    private static String word(JsonNode node) {
        return node.isObject() ? "mapping" : node.isArray() ? "list" : "single value";
    }

    private @Nullable JsonNode map(@Nullable ObjectNode value, ObjectNode patch, List<String> path) {
        String directive = patch.path(DIRECTIVE).asText("");
        if (directive.equals("delete")) {
            return null;
        }
        if (!List.of("", "merge", "replace").contains(directive)) {
            throw new InputException(place + ": $patch may be delete, replace or merge.");
        }
        ObjectNode merged =
                value == null || directive.equals("replace") ? JsonNodeFactory.instance.objectNode() : value.deepCopy();
        for (Iterator<String> names = patch.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!name.equals(DIRECTIVE)) {
                set(merged, name, merge(merged.get(name), patch.path(name), below(path, name)));
            }
        }
        return merged;
    }

    private static List<String> below(List<String> path, String name) {
        List<String> below = new ArrayList<>(path);
        below.add(name);
        return below;
    }

    private static void set(ObjectNode map, String name, @Nullable JsonNode value) {
        if (value == null) {
            map.remove(name);
        } else {
            map.set(name, value);
        }
    }

    private @Nullable JsonNode list(ArrayNode value, ArrayNode patch, List<String> keys, List<String> path) {
        for (int index = 0; index < patch.size(); index++) {
            JsonNode item = patch.get(index);
            String directive = item.size() == 1 ? item.path(DIRECTIVE).asText("") : "";
            if (directive.equals("delete")) {
                return null;
            }
            if (directive.equals("replace")) {
                patch.remove(index);
                return patch;
            }
        }
        return keys.isEmpty() ? union(patch, value) : new KeyedMerge(value, patch, keys, path).result();
    }

    private static ArrayNode union(ArrayNode first, ArrayNode second) {
        Set<JsonNode> all = new LinkedHashSet<>();
        first.forEach(all::add);
        second.forEach(all::add);
        return JsonNodeFactory.instance.arrayNode().addAll(all);
    }

    /** Two lists whose items are told apart by keys. */
    private final class KeyedMerge {

        private final List<JsonNode> old = new ArrayList<>();
        private final ArrayNode patch;
        private final List<String> keys;
        private final List<String> path;

        private KeyedMerge(ArrayNode old, ArrayNode patch, List<String> keys, List<String> path) {
            old.forEach(this.old::add);
            this.patch = patch;
            this.path = path;
            this.keys = keys.stream()
                    .filter(key -> keys.size() == 1 || has(old, key) || has(patch, key))
                    .toList();
        }

        private static boolean has(ArrayNode list, String key) {
            for (JsonNode item : list) {
                if (item.has(key)) {
                    return true;
                }
            }
            return false;
        }

        private ArrayNode result() {
            List<JsonNode> first = new ArrayList<>();
            for (JsonNode item : patch) {
                int index = indexOf(item);
                JsonNode merged = merge(index < 0 ? null : old.get(index), item, path);
                place(first, index, merged);
            }
            ArrayNode result = JsonNodeFactory.instance.arrayNode();
            first.forEach(result::add);
            old.forEach(result::add);
            return result;
        }

        /** With one key, items go to the order of the patch; with several, known items stay where they are. */
        private void place(List<JsonNode> first, int index, @Nullable JsonNode merged) {
            boolean stays = index >= 0 && keys.size() > 1 && merged != null;
            if (stays) {
                old.set(index, merged);
                return;
            }
            if (index >= 0) {
                old.remove(index);
            }
            if (merged != null) {
                first.add(merged);
            }
        }

        private int indexOf(JsonNode item) {
            for (int index = 0; index < old.size(); index++) {
                if (isSame(old.get(index), item)) {
                    return index;
                }
            }
            return -1;
        }

        private boolean isSame(JsonNode left, JsonNode right) {
            boolean shared = false;
            for (String key : keys) {
                if (left.has(key) && right.has(key)) {
                    if (!left.path(key).asText().equals(right.path(key).asText())) {
                        return false;
                    }
                    shared = true;
                }
            }
            return shared;
        }
    }
}
