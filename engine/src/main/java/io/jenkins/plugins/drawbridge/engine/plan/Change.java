package io.jenkins.plugins.drawbridge.engine.plan;

import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.List;

/** What a deploy would do to one object, masked and normalised. */
public sealed interface Change {

    ObjectRef ref();

    /** Empty exactly for {@link Unchanged}. Sorted by path. */
    List<FieldChange> fields();

    /** The object is new; every field of it is listed. */
    record Create(ObjectRef ref, List<FieldChange> fields) implements Change {}

    /** The object is there and would become different. */
    record Update(ObjectRef ref, List<FieldChange> fields) implements Change {}

    /** The object came with an earlier deploy and is no longer wanted. */
    record Delete(ObjectRef ref, List<FieldChange> fields) implements Change {}

    /**
     * Nothing anybody could see would change.
     *
     * @param why empty, or why nothing changes although one might expect it ({@code once}, {@code drawbridge/keep})
     */
    record Unchanged(ObjectRef ref, String why) implements Change {

        @Override
        public List<FieldChange> fields() {
            return List.of();
        }
    }

    /** {@code create}, {@code update}, {@code delete} or {@code unchanged}: the report's word. */
    default String action() {
        if (this instanceof Create) {
            return "create";
        }
        if (this instanceof Update) {
            return "update";
        }
        return this instanceof Delete ? "delete" : "unchanged";
    }
}
