package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSON patch (RFC 6902) on one object. Pure. */
final class JsonPatch {

    private final List<JsonNode> operations = new ArrayList<>();
    private final String place;
    private final Limits limits;

    /** @param place of the patch, for messages */
    JsonPatch(JsonNode operations, String place, Limits limits) {
        operations.forEach(this.operations::add);
        this.place = place;
        this.limits = limits;
    }

    ObjectNode apply(ObjectNode object) {
        ObjectNode patched = object.deepCopy();
        for (int index = 0; index < operations.size(); index++) {
            new Operation(index + 1, operations.get(index)).on(patched);
        }
        return patched;
    }

    private final class Operation {

        private final int number;
        private final JsonNode words;

        private Operation(int number, JsonNode words) {
            this.number = number;
            this.words = words;
        }

        private void on(ObjectNode object) {
            List<String> path = pointer("path");
            switch (text("op")) {
                case "add" -> add(object, path, value());
                case "remove" -> remove(object, path);
                case "replace" -> {
                    remove(object, path);
                    add(object, path, value());
                }
                case "move" -> add(object, path, remove(object, pointer("from")));
                case "copy" -> add(object, path, copied(present(object, pointer("from"))));
                case "test" -> test(object, path);
                default -> throw refuse("op must be add, remove, replace, move, copy or test.");
            }
        }

        private void test(ObjectNode object, List<String> path) {
            JsonNode found = find(object, path);
            JsonNode wanted = words.path("value");
            boolean same = found == null ? wanted.isNull() || wanted.isMissingNode() : found.equals(wanted);
            if (!same) {
                throw refuse("the object does not have the value that is tested for at " + shown(path) + ".");
            }
        }

        private void add(ObjectNode object, List<String> path, JsonNode value) {
            JsonNode parent = parent(object, path);
            String last = path.get(path.size() - 1);
            if (parent instanceof ObjectNode map) {
                map.set(last, value);
            } else {
                ArrayNode list = (ArrayNode) parent;
                int index = last.equals("-") ? list.size() : index(last, list.size() + 1, path);
                list.insert(index, value);
            }
        }

        private JsonNode remove(ObjectNode object, List<String> path) {
            JsonNode found = present(object, path);
            JsonNode parent = parent(object, path);
            String last = path.get(path.size() - 1);
            if (parent instanceof ObjectNode map) {
                map.remove(last);
            } else {
                ((ArrayNode) parent).remove(index(last, parent.size(), path));
            }
            return found;
        }

        private JsonNode parent(ObjectNode object, List<String> path) {
            if (path.isEmpty()) {
                throw refuse("the object as a whole cannot be changed; give a path.");
            }
            JsonNode parent = find(object, path.subList(0, path.size() - 1));
            if (parent == null || !parent.isContainerNode()) {
                throw refuse("the object has nothing at " + shown(path.subList(0, path.size() - 1))
                        + "; add that first, or correct the path.");
            }
            return parent;
        }

        private JsonNode present(ObjectNode object, List<String> path) {
            JsonNode found = find(object, path);
            if (found == null) {
                throw refuse("the object has nothing at " + shown(path) + "; correct the path.");
            }
            return found;
        }

        private @Nullable JsonNode find(JsonNode from, List<String> path) {
            JsonNode found = from;
            for (String step : path) {
                if (found instanceof ArrayNode list) {
                    found = list.isEmpty() ? null : list.get(index(step, list.size(), path));
                } else {
                    found = found.get(step);
                }
                if (found == null) {
                    return null;
                }
            }
            return found;
        }

        private int index(String step, int size, List<String> path) {
            boolean number = step.matches("-?[0-9]{1,6}");
            int index = number ? Integer.parseInt(step) : -1;
            index = number && index < 0 ? size + index : index;
            if (index < 0 || index >= size) {
                throw refuse("there is no such item of the list: " + shown(path) + ".");
            }
            return index;
        }

        private JsonNode value() {
            if (!words.has("value")) {
                throw refuse("it has no value.");
            }
            return copied(words.path("value"));
        }

        private JsonNode copied(JsonNode value) {
            limits.made(place, value);
            return value.deepCopy();
        }

        private String text(String name) {
            return words.path(name).asText("");
        }

        private List<String> pointer(String name) {
            String pointer = text(name);
            if (pointer.isEmpty()) {
                return List.of();
            }
            if (!pointer.startsWith("/")) {
                throw refuse(name + " must begin with a slash.");
            }
            return Arrays.stream(pointer.substring(1).split("/", -1))
                    .map(step -> step.replace("~1", "/").replace("~0", "~"))
                    .toList();
        }

        private String shown(List<String> path) {
            return "/" + String.join("/", path);
        }

        private InputException refuse(String sentence) {
            return new InputException(place + ": operation " + number + " of the JSON patch: " + sentence);
        }
    }
}
