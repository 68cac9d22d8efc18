package io.jenkins.plugins.drawbridge.testkit.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an object the way the real server's typed decoding does: unknown fields and empty values fall away. For one thread. */
public final class Decoder {

    private final boolean asApply;
    private final List<String> unknown = new ArrayList<>();
    private final List<String> mistyped = new ArrayList<>();

    /** A decoder that prints paths as apply does ({@code .a.b[name="x"]}) or as strict decoding does ({@code a.b[0]}). */
    public Decoder(boolean asApply) {
        this.asApply = asApply;
    }

    /** The object with declared fields only; quantities are canonical and absent zero structs are filled in unless applying. */
    public ObjectNode decode(JsonNode object, SchemaType type) {
        return (ObjectNode) value(object, type, "");
    }

    /** Fields that the type does not declare. */
    public List<String> unknown() {
        return unknown;
    }

    /** Values of a wrong type, as sentences. */
    public List<String> mistyped() {
        return mistyped;
    }

    private JsonNode value(JsonNode value, SchemaType type, String path) {
        return switch (type.shape()) {
            case ANY -> value.deepCopy();
            case SCALAR -> scalar(value, type, path);
            case STRUCT, MAP -> value.isObject() ? object(value, type, path) : wrong(value, "map", path);
            case LIST -> value.isArray() ? list(value, type, path) : wrong(value, "list", path);
        };
    }

    private JsonNode scalar(JsonNode value, SchemaType type, String path) {
        String name = type.name().replace("?", "");
        return switch (name) {
            case "int" -> value.isIntegralNumber() ? value : wrong(value, "numeric (int or float)", path);
            case "bool" -> value.isBoolean() ? value : wrong(value, "boolean", path);
            case "string" -> value.isTextual() ? value : wrong(value, "string", path);
            case "quantity" -> quantity(value, path);
            default -> value.isIntegralNumber() || value.isTextual() ? value : wrong(value, "string", path);
        };
    }

    private JsonNode quantity(JsonNode value, String path) {
        if (!value.isTextual() && !value.isNumber()) {
            return wrong(value, "string", path);
        }
        if (asApply) {
            return value;
        }
        String canonical = Quantity.canonical(value.asText());
        if (canonical == null) {
            mistyped.add("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
            return value;
        }
        return TextNode.valueOf(canonical);
    }

    private JsonNode wrong(JsonNode value, String expected, String path) {
        String found = value.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
        mistyped.add(
                asApply
                        ? path + ": expected " + expected + ", got " + found
                        : "json: cannot unmarshal " + found + " into Go struct field " + path + " of type " + expected);
        return value;
    }

    private ObjectNode object(JsonNode value, SchemaType type, String path) {
        ObjectNode decoded = JsonNodeFactory.instance.objectNode();
        value.properties().forEach(entry -> {
            String below = below(path, entry.getKey());
            if (!type.allows(entry.getKey())) {
                unknown.add(below);
            } else if (!entry.getValue().isNull()) {
                SchemaType field = type.field(entry.getKey());
                JsonNode decodedField = value(entry.getValue(), field, below);
                if (asApply || !vanishes(decodedField, field, type)) {
                    decoded.set(entry.getKey(), decodedField);
                }
            }
        });
        if (!asApply) {
            fillIn(decoded, type);
        }
        return decoded;
    }

    private static boolean vanishes(JsonNode value, SchemaType type, SchemaType owner) {
        return switch (type.shape()) {
            case SCALAR -> type.name().endsWith("?") && owner.shape() == SchemaType.Shape.STRUCT && isZero(value);
            case MAP -> value.isEmpty();
            case LIST -> value.isEmpty() && !type.always();
            default -> false;
        };
    }

    private static boolean isZero(JsonNode value) {
        return (value.isTextual() && value.asText().isEmpty())
                || (value.isNumber() && value.asLong() == 0)
                || (value.isBoolean() && !value.asBoolean());
    }

    private static void fillIn(ObjectNode decoded, SchemaType type) {
        type.fields().forEach((name, field) -> {
            if (field.always() && field.shape() == SchemaType.Shape.STRUCT && !decoded.has(name)) {
                ObjectNode empty = decoded.putObject(name);
                fillIn(empty, field);
            }
        });
    }

    private ArrayNode list(JsonNode value, SchemaType type, String path) {
        ArrayNode decoded = JsonNodeFactory.instance.arrayNode();
        for (int index = 0; index < value.size(); index++) {
            JsonNode item = value.get(index);
            decoded.add(value(item, type.item(), path + itemPath(item, index, type)));
        }
        return decoded;
    }

    private String itemPath(JsonNode item, int index, SchemaType type) {
        boolean keyed = asApply && type.merge() == SchemaType.Merge.BY_KEYS && item.isObject();
        return keyed ? PathElement.printed(PathElement.item(item, type)) : "[" + index + "]";
    }

    private String below(String path, String field) {
        return asApply ? path + "." + field : path.isEmpty() ? field : path + "." + field;
    }

    /** The first problem, or {@code null}. */
    public @Nullable String firstMistake() {
        return mistyped.isEmpty() ? null : mistyped.get(0);
    }
}
