package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** Finds the element of a list that a step of owned fields names: {@code k:{"name":"web"}} or {@code v:"x"}. */
final class ListElement {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ListElement() {}

    /** -1: there is none. */
    static int position(JsonNode list, String step) {
        JsonNode key = key(step);
        for (int index = 0; index < list.size(); index++) {
            JsonNode item = list.get(index);
            if (step.startsWith("k:") ? hasKey(item, key) : item.equals(key)) {
                return index;
            }
        }
        return -1;
    }

    private static JsonNode key(String step) {
        try {
            return JSON.readTree(step.substring(2));
        } catch (JsonProcessingException unknown) {
            return JSON.missingNode(); // no element has it
        }
    }

    private static boolean hasKey(JsonNode item, JsonNode key) {
        for (Map.Entry<String, JsonNode> field : key.properties()) {
            JsonNode value = item.get(field.getKey());
            boolean defaulted = value == null
                    && field.getKey().equals("protocol")
                    && field.getValue().asText().equals("TCP");
            if (!defaulted && !field.getValue().equals(value)) {
                return false;
            }
        }
        return !key.isEmpty();
    }
}
