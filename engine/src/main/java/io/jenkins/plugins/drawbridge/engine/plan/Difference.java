package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two states of one object, field by field. Empty exactly when nothing anybody could see would
 * change, so verdict and rendering are one. Both states are normalised here. Stateless.
 */
public final class Difference {

    /** Fields of one object that are listed; what is beyond is counted. */
    static final int MAX_FIELDS = 500;

    private Difference() {}

    /**
     * @param before null: the object is new
     * @param after null: the object goes away
     * @return masked, sorted by path
     */
    public static List<FieldChange> between(@Nullable ObjectNode before, @Nullable ObjectNode after, Masker masker) {
        DifferenceWalk walk = new DifferenceWalk(before == null ? after : before, masker);
        walk.objects("", normal(before), normal(after));
        List<FieldChange> changes = new ArrayList<>(walk.changes());
        if (before != null && after != null) {
            changes.addAll(Rollout.between(before, after));
        }
        changes.sort(Comparator.comparing(FieldChange::path));
        return bounded(changes);
    }

    private static @Nullable ObjectNode normal(@Nullable ObjectNode object) {
        if (object == null) {
            return null;
        }
        ObjectNode normal = Normal.of(object);
        normal.remove(List.of("apiVersion", "kind"));
        if (normal.get("metadata") instanceof ObjectNode metadata) {
            metadata.remove(List.of("name", "namespace"));
            if (metadata.isEmpty()) {
                normal.remove("metadata");
            }
        }
        return normal;
    }

    private static List<FieldChange> bounded(List<FieldChange> changes) {
        if (changes.size() <= MAX_FIELDS) {
            return List.copyOf(changes);
        }
        List<FieldChange> first = new ArrayList<>(changes.subList(0, MAX_FIELDS));
        String more = (changes.size() - MAX_FIELDS) + " more fields are not listed";
        first.add(new FieldChange("…", null, TextNode.valueOf(more)));
        return List.copyOf(first);
    }
}
