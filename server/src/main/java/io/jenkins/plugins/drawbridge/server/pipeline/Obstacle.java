package io.jenkins.plugins.drawbridge.server.pipeline;

import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.RunState;
import io.jenkins.plugins.drawbridge.server.store.Runs;
import io.jenkins.plugins.drawbridge.server.store.Store;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run was put off for. Whether it is still there is asked before anything is fetched or written.
 *
 * @param target that another run deploys to; empty: another run of the job goes first
 * @param until when the run goes on all the same, as its time is over; null: never
 */
record Obstacle(String target, @Nullable Instant until) {

    static final Obstacle TURN = new Obstacle("", null);

    boolean stands(Store store, Run run, Instant now) {
        if (until != null && !now.isBefore(until)) {
            return false;
        }
        return target.isEmpty()
                ? first(store.runs(), run).isPresent()
                : store.writes().isTaken(target, run.id());
    }

    /** The run of the job that goes first, one at a time: the oldest. */
    static Optional<Run> first(Runs runs, Run run) {
        return runs.unfinished(run.job()).stream()
                .filter(other -> other.number() != 0 && other.number() < run.number())
                .filter(other -> other.state() != RunState.QUEUED)
                .findFirst();
    }
}
