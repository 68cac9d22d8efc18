package io.jenkins.plugins.drawbridge.webhook;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Triggers in memory, found without a walk over all of them. Not thread-safe. */
final class TriggerIndex {

    /** What makes a trigger one. */
    private record Name(String job, String key) {}

    /** What triggers are looked up by. */
    sealed interface Mark permits Called, Queued, Built, Untold {}

    /** By the Console's id, or by a webhook's. */
    record Called(String id) implements Mark {}

    /** Jenkins counts anew after a crash, so an id may stand for several. */
    record Queued(long id) implements Mark {}

    /** Jenkins counts anew in a job that was deleted and made again. */
    record Built(String job, int number) implements Mark {}

    /** The Console may still have to be told. */
    record Untold() implements Mark {}

    private final Map<Name, TriggerRecord> records = new LinkedHashMap<>();
    private final Map<Mark, Set<Name>> marked = new HashMap<>();

    Optional<TriggerRecord> find(String job, String key) {
        return Optional.ofNullable(records.get(new Name(job, key)));
    }

    /** The earliest first. */
    List<TriggerRecord> find(Mark mark) {
        return marked.getOrDefault(mark, Set.of()).stream().map(records::get).toList();
    }

    Collection<TriggerRecord> all() {
        return records.values();
    }

    void put(TriggerRecord record) {
        Name name = new Name(record.job(), record.key());
        remark(name, records.put(name, record), record);
    }

    void remove(TriggerRecord record) {
        Name name = new Name(record.job(), record.key());
        remark(name, records.remove(name), null);
    }

    private void remark(Name name, @Nullable TriggerRecord before, @Nullable TriggerRecord after) {
        Set<Mark> old = marks(before);
        Set<Mark> fresh = marks(after);
        old.stream().filter(mark -> !fresh.contains(mark)).forEach(mark -> unmark(mark, name));
        fresh.forEach(mark ->
                marked.computeIfAbsent(mark, none -> new LinkedHashSet<>()).add(name));
    }

    private void unmark(Mark mark, Name name) {
        marked.computeIfPresent(mark, (same, names) -> names.remove(name) && names.isEmpty() ? null : names);
    }

    private static Set<Mark> marks(@Nullable TriggerRecord record) {
        Set<Mark> marks = new HashSet<>();
        if (record == null) {
            return marks;
        }
        marks.add(new Called(record.key()));
        record.messages().keySet().forEach(id -> marks.add(new Called(id)));
        if (!record.triggerId().isEmpty()) {
            marks.add(new Called(record.triggerId()));
        }
        if (record.queueId() != 0) {
            marks.add(new Queued(record.queueId()));
        }
        if (record.number() != 0) {
            marks.add(new Built(record.job(), record.number()));
        }
        if (!record.told()) {
            marks.add(new Untold());
        }
        return marks;
    }
}
