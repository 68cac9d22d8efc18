package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A field of the objects of some type, in kustomize's words: names between slashes, lists passed through item by item.
 *
 * @param create whether the field and the mappings on the way to it are made where they are missing
 */
record FieldSpec(Gvk type, List<String> path, boolean create) {

    FieldSpec {
        path = List.copyOf(path);
    }

    static FieldSpec of(Gvk type, String path, boolean create) {
        return new FieldSpec(type, split(path), create);
    }

    /** A slash inside a name is written with a backslash before it. */
    private static List<String> split(String path) {
        List<String> names = new ArrayList<>();
        for (String part : (path.startsWith("/") ? path.substring(1) : path).split("/", -1)) {
            int last = names.size() - 1;
            if (last >= 0 && names.get(last).endsWith("\\")) {
                String before = names.get(last);
                names.set(last, before.substring(0, before.length() - 1) + "/" + part);
            } else {
                names.add(part);
            }
        }
        return names;
    }

    /** Replaces the field wherever it is, or is made, in an object of the type. */
    void change(Resource resource, JsonNode empty, UnaryOperator<JsonNode> change) {
        if (resource.gvk().isSelectedBy(type)) {
            new Walk(resource, empty, change).into(resource.body(), 0);
        }
    }

    private final class Walk {

        private final Resource resource;
        private final JsonNode empty;
        private final UnaryOperator<JsonNode> change;

        private Walk(Resource resource, JsonNode empty, UnaryOperator<JsonNode> change) {
            this.resource = resource;
            this.empty = empty;
            this.change = change;
        }

        private void into(JsonNode node, int depth) {
            if (node instanceof ObjectNode map) {
                map(map, depth);
            } else if (node instanceof ArrayNode list) {
                list.forEach(item -> into(item, depth));
            } else if (!node.isNull()) {
                throw resource.refuse(resource.id() + ": a mapping or a list is needed on the way to "
                        + String.join("/", path) + ".");
            }
        }

        private void map(ObjectNode map, int depth) {
            String step = path.get(depth);
            boolean list = step.endsWith("[]");
            String name = list ? step.substring(0, step.length() - 2) : step;
            JsonNode field = map.get(name);
            boolean last = depth == path.size() - 1;
            if (field == null || field.isNull()) {
                if (!create || list) {
                    return;
                }
                field = last ? empty.deepCopy() : JsonNodeFactory.instance.objectNode();
                map.set(name, field);
            }
            if (last) {
                map.set(name, change.apply(field));
            } else if (field instanceof ContainerNode<?>) {
                into(field, depth + 1);
            } else {
                throw resource.refuse(resource.id() + ": a mapping or a list is needed on the way to "
                        + String.join("/", path) + ".");
            }
        }
    }
}
