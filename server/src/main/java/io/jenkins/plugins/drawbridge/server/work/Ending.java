package io.jenkins.plugins.drawbridge.server.work;

import io.jenkins.plugins.drawbridge.server.store.RunResult;

/** How far a run came. */
public sealed interface Ending {

    /** @param reason one sentence why it did not succeed; empty if it did */
    record Ended(RunResult result, String reason) implements Ending {}

    /** It asked a question and waits for a person. */
    record Waits() implements Ending {}

    /** Something it needs is taken: another run of the job, or of the target, goes on. It is looked at again soon. */
    record Later() implements Ending {}

    /** This server stops; the run is to be taken up again. */
    record HandedOver() implements Ending {}
}
