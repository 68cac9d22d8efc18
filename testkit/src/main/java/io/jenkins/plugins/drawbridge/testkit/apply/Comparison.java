package io.jenkins.plugins.drawbridge.testkit.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What differs between two objects of a type: paths added, modified and removed. */
record Comparison(FieldSet added, FieldSet modified, FieldSet removed) {

    private static final JsonNode NOTHING_YET = JsonNodeFactory.instance.objectNode();

    static Comparison of(JsonNode before, JsonNode after, SchemaType type) {
        Comparison all = new Comparison(new FieldSet(), new FieldSet(), new FieldSet());
        all.compare(before, after, type);
        FieldSets.withoutBookkeeping(all.added);
        FieldSets.withoutBookkeeping(all.modified);
        FieldSets.withoutBookkeeping(all.removed);
        return all;
    }

    FieldSet changed() {
        return added.union(modified);
    }

    private void compare(@Nullable JsonNode before, @Nullable JsonNode after, SchemaType type) {
        if (Objects.equals(before, after)) {
            return;
        }
        added.member |= before == null;
        removed.member |= after == null;
        JsonNode some = before != null ? before : after;
        boolean sameShape = before == null || after == null || before.getNodeType() == after.getNodeType();
        if (some != null && sameShape && type.mergesObject(some)) {
            compareFields(before, after, type);
        } else if (some != null && sameShape && type.mergesList(some)) {
            compareItems(before, after, type);
        } else if (before != null && after != null) {
            modified.member = true;
        }
    }

    private void compareFields(@Nullable JsonNode before, @Nullable JsonNode after, SchemaType type) {
        Set<String> names = new LinkedHashSet<>();
        addNames(before, names);
        addNames(after, names);
        for (String name : names) {
            SchemaType field = type.field(name);
            below(PathElement.field(name)).compare(get(before, name, field), get(after, name, field), field);
        }
    }

    private static void addNames(@Nullable JsonNode value, Set<String> names) {
        if (value != null) {
            value.fieldNames().forEachRemaining(names::add);
        }
    }

    private static @Nullable JsonNode get(@Nullable JsonNode object, String name, SchemaType type) {
        JsonNode value = object == null ? null : object.get(name);
        boolean absent = value == null || value.isNull();
        if (absent && object != null && type.always()) {
            return type.shape() == SchemaType.Shape.LIST ? JsonNodeFactory.instance.arrayNode() : NOTHING_YET;
        }
        return absent ? null : value;
    }

    private void compareItems(@Nullable JsonNode before, @Nullable JsonNode after, SchemaType type) {
        Map<String, JsonNode> old = items(before, type);
        Map<String, JsonNode> fresh = items(after, type);
        Set<String> elements = new LinkedHashSet<>(old.keySet());
        elements.addAll(fresh.keySet());
        for (String element : elements) {
            below(element).compare(old.get(element), fresh.get(element), type.item());
        }
    }

    private static Map<String, JsonNode> items(@Nullable JsonNode list, SchemaType type) {
        Map<String, JsonNode> items = new LinkedHashMap<>();
        if (list != null) {
            list.forEach(item -> items.put(PathElement.item(item, type), item));
        }
        return items;
    }

    private Comparison below(String element) {
        return new Comparison(added.child(element), modified.child(element), removed.child(element));
    }
}
