package io.jenkins.plugins.drawbridge.testkit.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.apply.ApplyConflictException.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who owns which field after an apply or an update (Kubernetes: "Server-Side Apply"). Stateless. */
public final class FieldOwnership {

    private FieldOwnership() {}

    /** Who writes, in which version of the API, at what time (RFC 3339, whole seconds). */
    public record Writer(Owner owner, String apiVersion, String time) {}

    /**
     * Merges an applied configuration into the live object.
     *
     * @param live the object as it lives, or an object with nothing but its names
     * @throws ApplyConflictException unless forced
     */
    public static ObjectNode apply(ObjectNode live, JsonNode applied, SchemaType type, Writer writer, boolean force) {
        List<ManagedEntry> entries = ManagedEntry.of(live);
        Optional<ManagedEntry> mine = find(entries, writer);
        FieldSet set = FieldSets.of(applied, type);
        ObjectNode merged = (ObjectNode) Merging.merge(live, applied, type);
        mine.ifPresent(entry -> entries.remove(entry));
        FieldSet owned = entries.stream().map(ManagedEntry::fields).reduce(set, FieldSet::union);
        mine.ifPresent(entry -> Merging.prune(merged, new Merging.Ownership(entry.fields(), owned), type));
        Comparison comparison = Comparison.of(live, merged, type);
        List<ManagedEntry> others = settle(entries, comparison, force);
        boolean same = mine.map(entry -> entry.fields().equals(set)).orElse(false);
        others.add(new ManagedEntry(
                writer.owner(),
                writer.apiVersion(),
                same && comparison.changed().isEmpty() && comparison.removed().isEmpty()
                        ? mine.get().time()
                        : writer.time(),
                set));
        ManagedEntry.write(others, merged);
        return merged;
    }

    private static List<ManagedEntry> settle(List<ManagedEntry> others, Comparison comparison, boolean force) {
        List<Cause> causes = new ArrayList<>();
        List<ManagedEntry> settled = new ArrayList<>();
        FieldSet changed = comparison.changed();
        for (ManagedEntry other : others) {
            FieldSet contested = other.fields().intersect(changed);
            contested.paths().forEach(path -> causes.add(new Cause(other.printed(), path)));
            settled.add(other.with(other.fields().minus(contested).minus(comparison.removed())));
        }
        if (!force && !causes.isEmpty()) {
            throw new ApplyConflictException(causes);
        }
        return settled;
    }

    /** Records who changed what after a create, an update or a patch; changes {@code after}'s managed fields in place. */
    public static void update(JsonNode before, ObjectNode after, SchemaType type, Writer writer) {
        Comparison comparison = Comparison.of(before, after, type);
        List<ManagedEntry> entries = ManagedEntry.of(after);
        if (comparison.changed().isEmpty() && comparison.removed().isEmpty()) {
            return;
        }
        Optional<ManagedEntry> mine = find(entries, writer);
        mine.ifPresent(entry -> entries.remove(entry));
        List<ManagedEntry> settled = settle(entries, comparison, true);
        FieldSet set = mine.map(ManagedEntry::fields)
                .orElseGet(FieldSet::new)
                .minus(comparison.removed())
                .union(comparison.changed());
        settled.add(new ManagedEntry(writer.owner(), writer.apiVersion(), writer.time(), set));
        ManagedEntry.write(settled, after);
    }

    private static Optional<ManagedEntry> find(List<ManagedEntry> entries, Writer writer) {
        return entries.stream()
                .filter(entry -> entry.belongsTo(writer.owner(), writer.apiVersion()))
                .findFirst();
    }
}
