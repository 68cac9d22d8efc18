package io.jenkins.plugins.drawbridge.server.work;

import io.jenkins.plugins.drawbridge.server.store.RunResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far a run came. */
public sealed interface Ending {

    /** @param reason one sentence why it did not succeed; empty if it did */
    record Ended(RunResult result, String reason) implements Ending {}

    /**
     * It asked a question and waits for a person.
     *
     * @param until when it is to go on without an answer; null: never
     */
    record Waits(@Nullable Instant until) implements Ending {}

    /**
     * Something it needs is taken: another run of the job, or of the target, goes on. It is looked at again soon, and less
     * often the longer it has waited; at once when a run that may have been in its way ends.
     *
     * @param until when it is to be looked at again at the latest; null: no such time
     */
    record Later(@Nullable Instant until) implements Ending {

        public Later() {
            this(null);
        }
    }

    /** This server stops; the run is to be taken up again. */
    record HandedOver() implements Ending {}
}
