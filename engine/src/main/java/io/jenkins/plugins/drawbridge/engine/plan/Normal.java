package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * An object without what nobody asked for: the server's own metadata, {@code status}, tools' bookkeeping annotations, and
 * fields that hold null, an empty list or an empty map. The one function behind both the verdict and what is shown.
 * Stateless.
 *
 * <p>An empty map stays where it means something else than none: as an element of a list ({@code ingress: [{}]} lets
 * everybody in), in a selector ({@code podSelector: {}} is every pod), {@code emptyDir}, and anywhere in a custom
 * resource outside metadata ({@code selfSigned: {}}).
 */
public final class Normal {

    private static final Set<String> SERVERS_METADATA = Set.of(
            "creationTimestamp",
            "deletionGracePeriodSeconds",
            "deletionTimestamp",
            "generation",
            "managedFields",
            "resourceVersion",
            "selfLink",
            "uid");

    private final boolean builtIn;

    private Normal(boolean builtIn) {
        this.builtIn = builtIn;
    }

    /** A copy; the argument stays as it is. */
    public static ObjectNode of(ObjectNode live) {
        Normal normal = new Normal(BuiltIn.is(live));
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : live.properties()) {
            String name = field.getKey();
            if (name.equals("metadata") && field.getValue() instanceof ObjectNode metadata) {
                copy.set(name, normal.metadata(metadata));
            } else if (!name.equals("status")) {
                normal.put(copy, name, field.getValue());
            }
        }
        return copy;
    }

    private ObjectNode metadata(ObjectNode metadata) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : metadata.properties()) {
            if (!SERVERS_METADATA.contains(field.getKey())) {
                put(copy, field.getKey(), field.getValue());
            }
        }
        return copy;
    }

    private void put(ObjectNode copy, String name, JsonNode value) {
        JsonNode normal = name.equals("annotations") && value.isObject() ? annotations(value) : value(value);
        boolean none = normal.isNull()
                || (normal.isArray() && normal.isEmpty())
                || (normal.isObject() && normal.isEmpty() && !emptyMapMatters(name));
        if (!none) {
            copy.set(name, normal);
        }
    }

    private boolean emptyMapMatters(String name) {
        boolean words = name.equals("annotations") || name.equals("labels") || name.equals("metadata");
        return !words && (!builtIn || name.endsWith("elector") || name.equals("emptyDir"));
    }

    private JsonNode value(JsonNode value) {
        if (value.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(field -> put(copy, field.getKey(), field.getValue()));
            return copy;
        }
        if (value.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> copy.add(value(element)));
            return copy;
        }
        return value;
    }

    private static ObjectNode annotations(JsonNode annotations) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> annotation : annotations.properties()) {
            if (!Bookkeeping.is(annotation.getKey()) && !annotation.getValue().isNull()) {
                copy.set(annotation.getKey(), annotation.getValue());
            }
        }
        return copy;
    }
}
