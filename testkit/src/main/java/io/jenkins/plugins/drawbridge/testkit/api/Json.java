package io.jenkins.plugins.drawbridge.testkit.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** JSON as the testkit handles it. */
public final class Json {

    /** Thread-safe. */
    public static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    /** An empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Reads JSON text that this code base wrote itself. */
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException problem) {
            throw new IllegalArgumentException("not JSON: " + problem.getOriginalMessage(), problem);
        }
    }

    /** The object below a field; made if absent. */
    public static ObjectNode in(ObjectNode object, String field) {
        return object.get(field) instanceof ObjectNode found ? found : object.putObject(field);
    }

    /** The list below a field; made if absent. */
    public static ArrayNode listIn(ObjectNode object, String field) {
        return object.get(field) instanceof ArrayNode found ? found : object.putArray(field);
    }

    /** The objects in a list, empty if it is absent. */
    public static List<ObjectNode> objects(JsonNode list) {
        List<ObjectNode> objects = new java.util.ArrayList<>();
        list.forEach(item -> {
            if (item instanceof ObjectNode object) {
                objects.add(object);
            }
        });
        return objects;
    }

    /** Sets a field unless it is there. */
    public static void orElse(ObjectNode object, String field, Object value) {
        if (!object.has(field)) {
            object.set(field, MAPPER.valueToTree(value));
        }
    }

    /** Text at a path of field names, empty if absent. */
    public static String text(JsonNode object, String... path) {
        JsonNode at = object;
        for (String field : path) {
            at = at.path(field);
        }
        return at.asText("");
    }
}
