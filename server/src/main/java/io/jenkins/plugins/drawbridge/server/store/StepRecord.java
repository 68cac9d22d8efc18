package io.jenkins.plugins.drawbridge.server.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stage or step of a run, as far as it came. A run that is taken up again skips what has ended.
 *
 * @param path its place in the Jenkinsfile: {@code 0}, {@code 0/2}, {@code 0/2/1#2} for the second attempt of a retry;
 *     in the order of execution
 * @param kind {@code stage} or the step's name
 * @param title the stage's name, or what the step says of itself
 * @param status RUNNING until it ended
 * @param detail one sentence: why it failed or was skipped
 * @param value what a later step needs of its result; empty if nothing
 */
public record StepRecord(
        String path,
        String kind,
        String title,
        Status status,
        String detail,
        String value,
        Instant startedAt,
        @Nullable Instant endedAt) {

    public enum Status {
        RUNNING,
        WAITING,
        DONE,
        SKIPPED,
        UNSTABLE,
        FAILED,
        ABORTED
    }
}
