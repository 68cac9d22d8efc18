package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The elements of a list that a manager owns, by key ({@code k:}) or by value ({@code v:}). */
final class OwnedElements {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Looks at one desired element with its live and its owned counterpart. */
    interface Match {
        boolean test(JsonNode desired, JsonNode live, JsonNode owned);
    }

    private final List<String> keyFields;
    private final Map<String, JsonNode> byKey;
    private final boolean builtIn;

    private OwnedElements(List<String> keyFields, Map<String, JsonNode> byKey, boolean builtIn) {
        this.keyFields = keyFields;
        this.byKey = byKey;
        this.builtIn = builtIn;
    }

    /** Null if the tree holds anything but elements of one sort. */
    static @Nullable OwnedElements read(JsonNode owned, boolean builtIn) {
        List<String> keyFields = null;
        Map<String, JsonNode> byKey = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : owned.properties()) {
            if (entry.getKey().equals(".")) {
                continue;
            }
            JsonNode key = key(entry.getKey());
            List<String> fields = key == null ? null : fieldsOf(key);
            if (key == null || fields == null || (keyFields != null && !keyFields.equals(fields))) {
                return null;
            }
            keyFields = fields;
            byKey.put(spell(key, fields, builtIn), entry.getValue());
        }
        return keyFields == null ? null : new OwnedElements(keyFields, byKey, builtIn);
    }

    /** One to one between desired and owned; every one live, in the desired order. */
    boolean matchEach(JsonNode desired, JsonNode live, Match match) {
        Map<String, Integer> livePositions = positions(live);
        if (livePositions == null || desired.size() != byKey.size()) {
            return false;
        }
        int last = -1;
        for (JsonNode item : desired) {
            String key = spell(item, keyFields, builtIn);
            JsonNode owned = byKey.get(key);
            int position = livePositions.getOrDefault(key, -1);
            if (owned == null || position <= last || !match.test(item, live.get(position), owned)) {
                return false;
            }
            last = position;
        }
        return true;
    }

    private @Nullable Map<String, Integer> positions(JsonNode list) {
        Map<String, Integer> positions = new HashMap<>();
        for (int index = 0; index < list.size(); index++) {
            if (positions.put(spell(list.get(index), keyFields, builtIn), index) != null) {
                return null;
            }
        }
        return positions;
    }

    private static @Nullable JsonNode key(String element) {
        if (!element.startsWith("k:{") && !element.startsWith("v:")) {
            return null;
        }
        try {
            return JSON.readTree(element.substring(2));
        } catch (JsonProcessingException e) {
            return null; // no key this understands: in doubt, the dry run decides
        }
    }

    /** Empty for a value; null for a key with nothing in it. */
    private static @Nullable List<String> fieldsOf(JsonNode key) {
        if (!key.isObject()) {
            return key.isValueNode() && !key.isMissingNode() ? List.of() : null;
        }
        List<String> fields = new ArrayList<>();
        key.fieldNames().forEachRemaining(fields::add);
        fields.sort(null);
        return fields.isEmpty() ? null : fields;
    }

    private static String spell(JsonNode item, List<String> fields, boolean builtIn) {
        if (fields.isEmpty()) {
            return spell(item);
        }
        StringBuilder key = new StringBuilder();
        for (String field : fields) {
            JsonNode value = item.get(field);
            boolean defaulted = value == null && builtIn && field.equals("protocol");
            key.append(defaulted ? "\"TCP" : value == null ? "-" : spell(value)).append('\n');
        }
        return key.toString();
    }

    /** Texts begin with a quote, so that 1 and "1" differ. */
    private static String spell(JsonNode value) {
        if (value.isTextual()) {
            return '"' + value.textValue();
        }
        return value.isContainerNode() ? value.toString() : value.asText();
    }
}
