package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The path of a replacement: names between dots, {@code [key=value]} or a number for an item of a list, {@code *} for
 * all of them. Immutable.
 */
final class FieldPath {

    private final List<String> steps;

    private FieldPath(List<String> steps) {
        this.steps = List.copyOf(steps);
    }

    static FieldPath parse(String path) {
        List<String> steps = new ArrayList<>();
        StringBuilder step = new StringBuilder();
        boolean bracketed = false;
        for (int index = 0; index < path.length(); index++) {
            char character = path.charAt(index);
            if (character == '\\' && path.startsWith(".", index + 1)) {
                step.append('.');
                index++;
            } else if (character == '.' && !bracketed) {
                steps.add(plain(step.toString()));
                step.setLength(0);
            } else {
                bracketed = (character == '[' && step.isEmpty()) || (bracketed && character != ']');
                step.append(character);
            }
        }
        steps.add(plain(step.toString()));
        return new FieldPath(steps);
    }

    /** Brackets around a name only keep its dots together. */
    private static String plain(String step) {
        boolean name = step.startsWith("[") && step.endsWith("]") && !step.contains("=");
        return name ? step.substring(1, step.length() - 1) : step;
    }

    /** The single value at the path, or null. */
    @Nullable JsonNode find(JsonNode object) {
        JsonNode found = object;
        for (String step : steps) {
            found = found instanceof ArrayNode list ? item(list, step) : found.get(step);
            if (found == null) {
                return null;
            }
        }
        return found;
    }

    private static @Nullable JsonNode item(ArrayNode list, String step) {
        for (int index = 0; index < list.size(); index++) {
            if (isMeant(list.get(index), index, step)) {
                return list.get(index);
            }
        }
        return null;
    }

    private static boolean isMeant(JsonNode item, int index, String step) {
        if (step.equals("*") || step.equals(String.valueOf(index))) {
            return true;
        }
        int equals = step.indexOf('=');
        if (!step.startsWith("[") || equals < 0) {
            return false;
        }
        String key = step.substring(1, equals);
        JsonNode value = key.isEmpty() ? item : item.path(key);
        return !value.isMissingNode() && value.asText().equals(step.substring(equals + 1, step.length() - 1));
    }

    /** Replaces whatever is at the path; says how many values that were. */
    int change(ObjectNode object, @Nullable JsonNode created, UnaryOperator<JsonNode> change) {
        return change(object, 0, created, change);
    }

    private int change(JsonNode node, int depth, @Nullable JsonNode created, UnaryOperator<JsonNode> change) {
        if (node instanceof ArrayNode list) {
            return items(list, depth, created, change);
        }
        return node instanceof ObjectNode map ? field(map, depth, created, change) : 0;
    }

    private int items(ArrayNode list, int depth, @Nullable JsonNode created, UnaryOperator<JsonNode> change) {
        int changed = 0;
        for (int index = 0; index < list.size(); index++) {
            if (isMeant(list.get(index), index, steps.get(depth))) {
                if (depth == steps.size() - 1) {
                    list.set(index, change.apply(list.get(index)));
                    changed++;
                } else {
                    changed += change(list.get(index), depth + 1, created, change);
                }
            }
        }
        return changed;
    }

    private int field(ObjectNode map, int depth, @Nullable JsonNode created, UnaryOperator<JsonNode> change) {
        String step = steps.get(depth);
        if (step.equals("*")) {
            return everyField(map, depth, created, change);
        }
        boolean last = depth == steps.size() - 1;
        JsonNode value = map.get(step);
        if (value == null || value.isNull()) {
            if (created == null) {
                return 0;
            }
            value = last ? created : JsonNodeFactory.instance.objectNode();
            map.set(step, value);
        }
        if (last) {
            map.set(step, change.apply(value));
            return 1;
        }
        return change(value, depth + 1, created, change);
    }

    private int everyField(ObjectNode map, int depth, @Nullable JsonNode created, UnaryOperator<JsonNode> change) {
        int changed = 0;
        List<String> names = new ArrayList<>();
        map.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            if (depth == steps.size() - 1) {
                map.set(name, change.apply(map.path(name)));
                changed++;
            } else {
                changed += change(map.path(name), depth + 1, created, change);
            }
        }
        return changed;
    }
}
