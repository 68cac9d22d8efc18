package io.jenkins.plugins.drawbridge.server.pipeline;

import io.jenkins.plugins.drawbridge.server.store.StepRecord;
import io.jenkins.plugins.drawbridge.server.store.StepRecord.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The journal of one attempt: what earlier attempts did, and what this one does. */
final class Records {

    private final RunContext context;
    private final Map<String, StepRecord> known = new HashMap<>();

    Records(RunContext context) {
        this.context = context;
        context.journal().steps(context.run().id()).forEach(record -> known.put(record.path(), record));
    }

    Optional<StepRecord> known(String path) {
        return Optional.ofNullable(known.get(path));
    }

    /** Begins a step, or goes on with one that an earlier attempt began: its time counts from then. */
    StepRecord begun(String path, String kind, String title) {
        StepRecord before = known.get(path);
        if (before == null) {
            context.log().loud();
        }
        StepRecord record = new StepRecord(
                path,
                kind,
                context.log().masked(title),
                Status.RUNNING,
                "",
                "",
                before == null ? context.clock().instant() : before.startedAt(),
                null);
        put(record);
        return record;
    }

    /** What waits for a person below a place waits no longer. */
    void endWaiting(String path, Interrupted end) {
        List<StepRecord> waiting = known.values().stream()
                .filter(record -> record.status() == Status.WAITING)
                .filter(record -> record.path().equals(path) || record.path().startsWith(path + "/"))
                .toList();
        waiting.forEach(record -> {
            context.log().loud();
            context.journal().withdraw(context.run().id(), record.path());
            ended(record, end.status(), end.sentence());
        });
    }

    void ended(StepRecord record, Status status, String detail) {
        ended(record, status, detail, record.value());
    }

    void ended(StepRecord record, Status status, String detail, String value) {
        put(new StepRecord(
                record.path(),
                record.kind(),
                record.title(),
                status,
                context.log().masked(detail),
                value,
                record.startedAt(),
                status == Status.WAITING ? null : context.clock().instant()));
    }

    private void put(StepRecord record) {
        known.put(record.path(), record);
        context.log().flush();
        context.journal().put(context.run().id(), record);
    }
}
