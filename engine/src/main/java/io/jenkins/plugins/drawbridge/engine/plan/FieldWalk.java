package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks desired fields, live fields and the tree of owned fields together. True only if every desired field is owned and
 * held, and nothing else is owned.
 */
final class FieldWalk {

    /** Below these, keys are the user's own words and values count character by character. */
    private static final Set<String> FREE_MAPS = Set.of(
            "annotations", "binaryData", "data", "labels", "matchLabels", "nodeSelector", "parameters", "stringData");

    private final boolean builtIn;
    private final AtomicValue atomic;

    FieldWalk(boolean builtIn) {
        this.builtIn = builtIn;
        this.atomic = new AtomicValue(builtIn);
    }

    boolean field(Map.Entry<String, JsonNode> desired, @Nullable JsonNode live, @Nullable JsonNode owned) {
        return field(desired, live, owned, Place.TOP);
    }

    private boolean field(
            Map.Entry<String, JsonNode> desired, @Nullable JsonNode live, @Nullable JsonNode owned, Place parent) {
        Place place = parent.into(desired.getKey());
        if (owned == null) {
            return builtIn && !parent.free() && bothEmptyLists(desired.getValue(), live);
        }
        return owned.isEmpty()
                ? atomic.same(desired.getValue(), live, place)
                : live != null && composite(desired.getValue(), live, owned, place);
    }

    private boolean composite(JsonNode desired, JsonNode live, JsonNode owned, Place place) {
        if (desired.isObject() && live.isObject()) {
            return map(desired, live, owned, place);
        }
        return desired.isArray() && live.isArray() && list(desired, live, owned, place);
    }

    private boolean map(JsonNode desired, JsonNode live, JsonNode owned, Place place) {
        int ownedFields = owned.size() - (owned.has(".") ? 1 : 0);
        for (Map.Entry<String, JsonNode> field : desired.properties()) {
            JsonNode ownedField = owned.get("f:" + field.getKey());
            ownedFields -= ownedField == null ? 0 : 1;
            if (!field(field, live.get(field.getKey()), ownedField, place)) {
                return false;
            }
        }
        return ownedFields == 0;
    }

    private boolean list(JsonNode desired, JsonNode live, JsonNode owned, Place place) {
        OwnedElements elements = OwnedElements.read(owned, builtIn);
        return elements != null
                && elements.matchEach(desired, live, (item, liveItem, ownedItem) -> {
                    if (ownedItem.isEmpty() || item.isValueNode()) {
                        return ownedItem.isEmpty() && atomic.same(item, liveItem, place);
                    }
                    return composite(item, liveItem, ownedItem, place);
                });
    }

    /** An empty list in a built-in kind is the same as none, and owned by nobody. */
    private static boolean bothEmptyLists(JsonNode desired, @Nullable JsonNode live) {
        return desired.isArray() && desired.isEmpty() && (live == null || (live.isArray() && live.isEmpty()));
    }

    /**
     * Where the walk stands.
     *
     * @param name the field
     * @param parent the field it stands in; list elements do not count
     * @param free inside a map of the user's own words
     */
    record Place(String name, String parent, boolean free) {

        static final Place TOP = new Place("", "", false);

        Place into(String field) {
            return new Place(field, name, free || FREE_MAPS.contains(field));
        }
    }
}
