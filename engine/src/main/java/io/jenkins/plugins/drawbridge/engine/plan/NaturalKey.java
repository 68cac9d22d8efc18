package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** By what the elements of a list are told apart, so that an element that moved is not shown as two that changed. */
final class NaturalKey {

    private static final List<List<String>> CANDIDATES = List.of(
            List.of("containerPort", "protocol"),
            List.of("containerPort"),
            List.of("mountPath"),
            List.of("devicePath"),
            List.of("name"),
            List.of("port", "protocol"),
            List.of("port"),
            List.of("kind", "namespace", "name"),
            List.of("uid"),
            List.of("topologyKey"),
            List.of("host", "path"),
            List.of("host"),
            List.of("path"),
            List.of("key"),
            List.of("ip"),
            List.of("secretRef"),
            List.of("secretKey"),
            List.of("type"));

    private NaturalKey() {}

    /** The elements of both lists under the same spelling of key; under their index if nothing tells them apart. */
    static List<Map<String, JsonNode>> match(JsonNode before, JsonNode after) {
        for (List<String> fields : CANDIDATES) {
            if (identifies(before, fields) && identifies(after, fields)) {
                return List.of(byKey(before, fields), byKey(after, fields));
            }
        }
        return List.of(byIndex(before), byIndex(after));
    }

    private static boolean identifies(JsonNode list, List<String> fields) {
        Set<String> seen = new HashSet<>();
        for (JsonNode element : list) {
            boolean named = element.path(fields.get(0)).isValueNode()
                    && !element.path(fields.get(0)).isMissingNode();
            if (!named || !seen.add(spell(element, fields))) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, JsonNode> byKey(JsonNode list, List<String> fields) {
        Map<String, JsonNode> elements = new LinkedHashMap<>();
        list.forEach(element -> elements.put(spell(element, fields), element));
        return elements;
    }

    private static Map<String, JsonNode> byIndex(JsonNode list) {
        Map<String, JsonNode> elements = new LinkedHashMap<>();
        list.forEach(element -> elements.put(String.valueOf(elements.size()), element));
        return elements;
    }

    private static String spell(JsonNode element, List<String> fields) {
        List<String> parts = new ArrayList<>();
        for (String field : fields) {
            String value = element.path(field).asText("");
            if (!value.isEmpty()) {
                parts.add(field + "=" + value);
            }
        }
        return String.join(",", parts);
    }
}
