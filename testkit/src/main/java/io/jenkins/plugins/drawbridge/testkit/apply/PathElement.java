package io.jenkins.plugins.drawbridge.testkit.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.StringJoiner;

/** One step of a path, in the spelling of {@code fieldsV1}. */
final class PathElement {

    private static final JsonMapper JSON = new JsonMapper();

    private PathElement() {}

    static String field(String name) {
        return "f:" + name;
    }

    static String item(JsonNode item, SchemaType list) {
        if (list.merge() == SchemaType.Merge.SET) {
            return "v:" + item;
        }
        ObjectNode keys = JsonNodeFactory.instance.objectNode();
        list.keys().stream().sorted().forEach(key -> {
            JsonNode value = item.path(key);
            if (!value.isMissingNode()) {
                keys.set(key, value);
            } else if (key.equals("protocol")) {
                keys.put(key, "TCP");
            }
        });
        return "k:" + keys;
    }

    static String printed(String element) {
        String rest = element.substring(2);
        return switch (element.charAt(0)) {
            case 'f' -> "." + rest;
            case 'v' -> "[=" + rest + "]";
            default -> printedKeys(rest);
        };
    }

    private static String printedKeys(String keys) {
        StringJoiner printed = new StringJoiner(",", "[", "]");
        try {
            JSON.readTree(keys).properties().forEach(key -> printed.add(key.getKey() + "=" + key.getValue()));
        } catch (JsonProcessingException problem) {
            throw new IllegalStateException("not a key of a list: " + keys, problem);
        }
        return printed.toString();
    }
}
