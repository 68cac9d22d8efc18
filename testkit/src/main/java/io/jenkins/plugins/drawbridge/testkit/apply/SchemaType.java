package io.jenkins.plugins.drawbridge.testkit.apply;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The type of one field, as server-side apply sees it.
 *
 * @param shape what JSON it holds
 * @param name of the struct or scalar ({@code int}, {@code string}, {@code quantity}...)
 * @param merge how two values come together
 * @param keys of an associative list's items
 * @param element of a list or map, and of the other fields of an open struct
 * @param fields of a struct; filled in after parsing, as structs refer to each other
 * @param always true if the real server's objects hold the field even when nobody set it
 */
public record SchemaType(
        Shape shape,
        String name,
        Merge merge,
        List<String> keys,
        @Nullable SchemaType element,
        Map<String, SchemaType> fields,
        boolean always) {

    /** What JSON a type holds. */
    public enum Shape {
        SCALAR,
        STRUCT,
        MAP,
        LIST,
        ANY
    }

    /** How two values of a type come together. */
    public enum Merge {
        ATOMIC,
        GRANULAR,
        SET,
        BY_KEYS
    }

    /** A value nothing is known of: objects merge, lists are replaced. */
    public static final SchemaType ANY =
            new SchemaType(Shape.ANY, "any", Merge.GRANULAR, List.of(), null, Map.of(), false);

    /** A scalar type. */
    public static SchemaType scalar(String name) {
        return new SchemaType(Shape.SCALAR, name, Merge.ATOMIC, List.of(), null, Map.of(), false);
    }

    /** A struct with these fields. */
    public static SchemaType struct(String name, Map<String, SchemaType> fields, boolean atomic) {
        return new SchemaType(
                Shape.STRUCT, name, atomic ? Merge.ATOMIC : Merge.GRANULAR, List.of(), null, fields, false);
    }

    /** A struct that may hold other fields as well, of which nothing is known. */
    public static SchemaType openStruct(String name, Map<String, SchemaType> fields) {
        return new SchemaType(Shape.STRUCT, name, Merge.GRANULAR, List.of(), ANY, fields, false);
    }

    /** A map from text to the element. */
    public static SchemaType map(SchemaType element, boolean atomic) {
        return new SchemaType(
                Shape.MAP, "map", atomic ? Merge.ATOMIC : Merge.GRANULAR, List.of(), element, Map.of(), false);
    }

    /** A list of the element. */
    public static SchemaType list(SchemaType element, Merge merge, List<String> keys) {
        return new SchemaType(Shape.LIST, "list", merge, keys, element, Map.of(), false);
    }

    SchemaType alwaysThere() {
        return new SchemaType(shape, name, merge, keys, element, fields, true);
    }

    SchemaType asAtomic() {
        return new SchemaType(shape, name, Merge.ATOMIC, keys, element, fields, always);
    }

    /** True if this struct declares the field. */
    public boolean declares(String field) {
        return shape == Shape.STRUCT && fields.containsKey(field);
    }

    /** True if the field may occur. */
    public boolean allows(String field) {
        return shape != Shape.STRUCT || fields.containsKey(field) || element != null;
    }

    /** The type of a field of this struct, or of a value of this map. */
    public SchemaType field(String field) {
        SchemaType declared = fields.get(field);
        return declared != null ? declared : item();
    }

    /** The type of an item of this list, or of a value of this map. */
    public SchemaType item() {
        return element == null ? ANY : element;
    }

    boolean mergesObject(JsonNode value) {
        return value.isObject() && merge == Merge.GRANULAR;
    }

    boolean mergesList(JsonNode value) {
        return value.isArray() && (merge == Merge.SET || merge == Merge.BY_KEYS);
    }
}
