package io.jenkins.plugins.drawbridge.server.pipeline;

import io.jenkins.plugins.drawbridge.server.store.StepRecord;
import io.jenkins.plugins.drawbridge.server.store.StepRecord.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The journal of one attempt: what earlier attempts did, and what this one does. */
final class Records {

    /** A build's page shows them all. */
    static final int MOST_STEPS = 10_000;

    /** As wide as the journal's column. */
    private static final int LONGEST_PATH = 200;

    private static final String STAGE = "stage";

    private final RunContext context;
    private final Map<String, StepRecord> known = new HashMap<>();
    private int retries;

    Records(RunContext context) {
        this.context = context;
        context.journal().steps(context.run().id()).forEach(record -> known.put(record.path(), record));
    }

    Optional<StepRecord> known(String path) {
        return Optional.ofNullable(known.get(path));
    }

    /**
     * Begins a step, or goes on with one that an earlier attempt began: its time counts from then.
     *
     * @throws Interrupted if it is one step too many
     */
    StepRecord begun(String path, String kind, String title) {
        StepRecord before = known.get(path);
        if (before == null) {
            if (!kind.equals(STAGE)) {
                refuseBeyondBounds(path);
            }
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

    private void refuseBeyondBounds(String path) {
        if (path.length() > LONGEST_PATH) {
            throw new Interrupted(Interrupted.Kind.EXHAUSTED, "Steps are nested too deeply here to be run.");
        }
        refuseBeyond(known.size(), "steps");
    }

    private static void refuseBeyond(int so, String things) {
        if (so >= MOST_STEPS) {
            throw new Interrupted(
                    Interrupted.Kind.EXHAUSTED,
                    "A run has at most " + MOST_STEPS + " " + things
                            + ", and this one wants more; does a retry stand within a retry?");
        }
    }

    /**
     * Counts another attempt of a {@code retry}: what failed need not have begun a step.
     *
     * @throws Interrupted if it is one too many
     */
    void retried() {
        refuseBeyond(retries++, "retries");
    }

    /** The step at a place, and what goes on below it, go on no longer; the stage and its post do. */
    void endSteps(String path, Interrupted end) {
        endOpen(
                record -> !record.kind().equals(STAGE)
                        && (record.path().equals(path) || record.path().startsWith(path + "/"))
                        && !record.path().startsWith(path + "/" + Frame.POST + "/"),
                end.status(),
                end.sentence());
    }

    /** The run has come to its end half way. */
    void endAll(Status status, String sentence) {
        endOpen(record -> true, status, sentence);
    }

    private void endOpen(Predicate<StepRecord> which, Status status, String sentence) {
        List<StepRecord> open = known.values().stream()
                .filter(record -> record.endedAt() == null)
                .filter(which)
                .toList();
        open.forEach(record -> {
            context.log().loud();
            context.journal().withdraw(context.run().id(), record.path());
            ended(record, status, sentence);
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
