package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Walks two normalised states of an object side by side and notes, masked and bounded, every leaf that differs. */
final class DifferenceWalk {

    private static final JsonNode NOTHING = JsonNodeFactory.instance.missingNode();

    private static final Pattern QUANTITY =
            Pattern.compile("\\.(?:limits|requests|hard|capacity)(?:\\.[^.]+|\\[[^]]*])$|\\.sizeLimit$");

    private final MaskedLeaf masked;
    private final boolean builtIn;
    private final Masker masker;
    private final List<FieldChange> changes = new ArrayList<>();

    DifferenceWalk(@Nullable ObjectNode object, Masker masker) {
        this.masker = masker;
        this.builtIn = object != null && BuiltIn.is(object);
        this.masked = new MaskedLeaf(object == null ? NOTHING : object, masker);
    }

    List<FieldChange> changes() {
        return changes;
    }

    /** Null stands for an object that is not there. */
    void objects(String path, @Nullable ObjectNode before, @Nullable ObjectNode after) {
        maps(new Leaf(path, "", ""), before == null ? NOTHING : before, after == null ? NOTHING : after);
    }

    private void values(Leaf at, JsonNode before, JsonNode after) {
        if (isMap(before, after)) {
            maps(at, before, after);
        } else if (isListOfMaps(before, after)) {
            lists(at, before, after);
        } else if (!SameValue.test(before, after) && !isSameQuantity(at, before, after)) {
            leaf(at, before, after);
        }
    }

    /** {@code 1000m} and {@code 1}: to the server they are equal, and nothing comes of the other spelling. */
    private boolean isSameQuantity(Leaf at, JsonNode before, JsonNode after) {
        return builtIn && QUANTITY.matcher(at.path()).find() && Quantity.same(before, after);
    }

    private void maps(Leaf at, JsonNode before, JsonNode after) {
        Set<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode owner = after.isObject() ? after : before;
            values(at.into(name, owner), before.path(name), after.path(name));
        }
    }

    private void lists(Leaf at, JsonNode before, JsonNode after) {
        List<Map<String, JsonNode>> matched = NaturalKey.match(before, after);
        Map<String, JsonNode> was = matched.get(0);
        Map<String, JsonNode> becomes = matched.get(1);
        Set<String> keys = new TreeSet<>(was.keySet());
        keys.addAll(becomes.keySet());
        for (String key : keys) {
            Leaf element = at.withPath(FieldPath.element(at.path(), masker.text(key)));
            values(element, was.getOrDefault(key, NOTHING), becomes.getOrDefault(key, NOTHING));
        }
        order(at, was.keySet(), becomes.keySet());
    }

    /** The same elements in another order: it matters for env, init containers, rules. */
    private void order(Leaf at, Set<String> was, Set<String> becomes) {
        List<String> before = was.stream().filter(becomes::contains).toList();
        List<String> after = becomes.stream().filter(was::contains).toList();
        if (!before.equals(after)) {
            changes.add(new FieldChange(FieldPath.element(at.path(), "order"), words(before), words(after)));
        }
    }

    private ArrayNode words(List<String> keys) {
        ArrayNode words = JsonNodeFactory.instance.arrayNode();
        keys.forEach(key -> words.add(masker.text(key)));
        return words;
    }

    private void leaf(Leaf at, JsonNode before, JsonNode after) {
        JsonNode was = before.isMissingNode() ? null : was(at, before, after);
        JsonNode becomes = after.isMissingNode() ? null : masked.of(at, after);
        boolean alike = was != null && was.equals(becomes);
        changes.add(BoundedValues.of(at.path(), was, alike ? writtenDifferently(becomes) : becomes));
    }

    /** Where a credential comes in, its predecessor may stand, which nobody names any more. */
    private JsonNode was(Leaf at, JsonNode before, JsonNode after) {
        boolean exchanged = !masker.credentialsIn(before).containsAll(masker.credentialsIn(after));
        return exchanged ? masker.whole(before) : masked.of(at, before);
    }

    /** The same secret in other quotes, say: masked, both look the same, and still something changes. */
    private static JsonNode writtenDifferently(@Nullable JsonNode masked) {
        String text = masked == null || masked.isContainerNode() ? String.valueOf(masked) : masked.asText();
        return TextNode.valueOf(text + " (written differently)");
    }

    /** An empty map that normalising left means something: it is a leaf. */
    private static boolean isMap(JsonNode before, JsonNode after) {
        boolean maps = (before.isObject() || before.isMissingNode()) && (after.isObject() || after.isMissingNode());
        boolean shown = before.isEmpty() && after.isEmpty();
        return maps
                && !shown
                && !(before.isMissingNode() && after.isEmpty())
                && !(after.isMissingNode() && before.isEmpty());
    }

    private static boolean isListOfMaps(JsonNode before, JsonNode after) {
        return onlyMaps(before) && onlyMaps(after) && before.size() + after.size() > 0;
    }

    private static boolean onlyMaps(JsonNode list) {
        if (!list.isArray()) {
            return list.isMissingNode();
        }
        for (JsonNode element : list) {
            if (!element.isObject()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Where a value stands.
     *
     * @param top the first field of the path, {@code data} or {@code spec}
     * @param label what names the value: its field, or for {@code value} beside {@code name} that name (as in env)
     */
    record Leaf(String path, String top, String label) {

        Leaf into(String field, JsonNode owner) {
            String name = owner.path("name").asText("");
            boolean named = field.equals("value") && !name.isEmpty();
            return new Leaf(FieldPath.field(path, field), top.isEmpty() ? field : top, named ? name : field);
        }

        Leaf withPath(String other) {
            return new Leaf(other, top, label);
        }
    }
}
