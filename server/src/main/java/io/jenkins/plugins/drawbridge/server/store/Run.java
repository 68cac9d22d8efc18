package io.jenkins.plugins.drawbridge.server.store;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job: Jenkins's queue item, and its build once it has a number.
 *
 * @param id number of the queue item
 * @param number of the build within the job, from 1; 0 until it starts
 * @param result null until it is known; may be set while the run still goes on
 * @param reason one sentence why it did not succeed; empty otherwise
 * @param abortedBy who asked for its end; empty if nobody did
 * @param attempt how often it was taken up, from 1; 0 before
 * @param callback what became of the Console's status callback
 */
public record Run(
        long id,
        String job,
        int number,
        RunState state,
        @Nullable RunResult result,
        String reason,
        Map<String, String> parameters,
        String key,
        Cause cause,
        @Nullable Rollback rollback,
        RunFacts facts,
        String abortedBy,
        int attempt,
        CallbackState callback,
        Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    public Run {
        parameters = Map.copyOf(parameters);
    }

    public boolean ended() {
        return state == RunState.ENDED;
    }
}
