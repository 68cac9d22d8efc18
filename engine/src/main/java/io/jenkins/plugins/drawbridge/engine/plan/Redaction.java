package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.plan.DifferenceWalk.Leaf;

/** An object without its secrets: what a plan would mask is alike, whatever it was. */
final class Redaction {

    private final MaskedLeaf masked;

    private Redaction(MaskedLeaf masked) {
        this.masked = masked;
    }

    static ObjectNode of(ObjectNode normal, Masker masker) {
        return new Redaction(new MaskedLeaf(normal, masker.withoutLetters())).fields(new Leaf("", "", ""), normal);
    }

    private ObjectNode fields(Leaf at, JsonNode map) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        map.properties()
                .forEach(field -> copy.set(field.getKey(), value(at.into(field.getKey(), map), field.getValue())));
        return copy;
    }

    private JsonNode value(Leaf at, JsonNode value) {
        if (value.isObject()) {
            return fields(at, value);
        }
        if (value.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> copy.add(value(at, element)));
            return copy;
        }
        return masked.of(at, value);
    }
}
