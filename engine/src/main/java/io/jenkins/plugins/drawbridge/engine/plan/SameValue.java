package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Whether two JSON values are the same, however their numbers are held in memory. {@code 80} is not {@code "80"}. */
final class SameValue {

    private SameValue() {}

    static boolean test(JsonNode one, JsonNode other) {
        if (one.isObject() && other.isObject()) {
            return sameObjects(one, other);
        }
        if (one.isArray() && other.isArray()) {
            return sameArrays(one, other);
        }
        return scalars(one, other);
    }

    static boolean scalars(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return sameNumbers(one, other);
        }
        return one.equals(other);
    }

    private static boolean sameNumbers(JsonNode one, JsonNode other) {
        boolean whole = one.isIntegralNumber()
                && other.isIntegralNumber()
                && one.canConvertToLong()
                && other.canConvertToLong();
        return whole ? one.longValue() == other.longValue() : one.decimalValue().compareTo(other.decimalValue()) == 0;
    }

    private static boolean sameObjects(JsonNode one, JsonNode other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> field : one.properties()) {
            JsonNode counterpart = other.get(field.getKey());
            if (counterpart == null || !test(field.getValue(), counterpart)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameArrays(JsonNode one, JsonNode other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int index = 0; index < one.size(); index++) {
            if (!test(one.get(index), other.get(index))) {
                return false;
            }
        }
        return true;
    }
}
