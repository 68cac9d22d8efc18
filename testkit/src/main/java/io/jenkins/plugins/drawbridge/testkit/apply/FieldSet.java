package io.jenkins.plugins.drawbridge.testkit.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A set of paths into an object, as a tree; its JSON form is Kubernetes's {@code fieldsV1} ({@code f:} field, {@code k:} keyed
 * item, {@code v:} value of a set, {@code .} the node itself). Mutable; for one thread.
 */
final class FieldSet {

    boolean member;
    final TreeMap<String, FieldSet> children = new TreeMap<>();

    FieldSet child(String element) {
        return children.computeIfAbsent(element, name -> new FieldSet());
    }

    boolean isEmpty() {
        return !member && children.values().stream().allMatch(FieldSet::isEmpty);
    }

    static FieldSet fromJson(JsonNode fieldsV1) {
        FieldSet set = new FieldSet();
        for (Map.Entry<String, JsonNode> entry : fieldsV1.properties()) {
            if (entry.getKey().equals(".")) {
                set.member = true;
            } else {
                FieldSet child = fromJson(entry.getValue());
                child.member |= entry.getValue().isEmpty();
                set.children.put(entry.getKey(), child);
            }
        }
        return set;
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        children.forEach((element, child) -> {
            if (!child.isEmpty()) {
                ObjectNode below = child.toJson();
                if (child.member && !below.isEmpty()) {
                    ObjectNode withSelf = JsonNodeFactory.instance.objectNode();
                    withSelf.putObject(".");
                    withSelf.setAll(below);
                    below = withSelf;
                }
                json.set(element, below);
            }
        });
        return json;
    }

    FieldSet union(FieldSet other) {
        FieldSet result = copy();
        result.add(other);
        return result;
    }

    private void add(FieldSet other) {
        member |= other.member;
        other.children.forEach((element, child) -> child(element).add(child));
    }

    FieldSet minus(FieldSet other) {
        return combine(other, false);
    }

    FieldSet intersect(FieldSet other) {
        return combine(other, true);
    }

    private FieldSet combine(FieldSet other, boolean both) {
        FieldSet result = new FieldSet();
        result.member = member && other.member == both;
        children.forEach((element, child) -> {
            FieldSet match = other.children.get(element);
            if (match != null) {
                result.children.put(element, child.combine(match, both));
            } else if (!both) {
                result.children.put(element, child.copy());
            }
        });
        result.children.values().removeIf(FieldSet::isEmpty);
        return result;
    }

    /** Takes these paths and all below them away. */
    void removeRecursively(String... elements) {
        removeRecursively(elements, 0);
    }

    private void removeRecursively(String[] elements, int at) {
        FieldSet child = children.get(elements[at]);
        if (child != null && at == elements.length - 1) {
            children.remove(elements[at]);
        } else if (child != null) {
            child.removeRecursively(elements, at + 1);
        }
    }

    FieldSet copy() {
        FieldSet copy = new FieldSet();
        copy.add(this);
        return copy;
    }

    /** The members as the real server prints them: {@code .spec.containers[name="app"].image}. */
    List<String> paths() {
        List<String> paths = new ArrayList<>();
        collectPaths("", paths);
        return paths;
    }

    private void collectPaths(String prefix, List<String> paths) {
        if (member) {
            paths.add(prefix);
        }
        children.forEach((element, child) -> child.collectPaths(prefix + PathElement.printed(element), paths));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldSet set && toJson().equals(set.toJson());
    }

    @Override
    public int hashCode() {
        return toJson().hashCode();
    }
}
