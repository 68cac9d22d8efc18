package io.jenkins.plugins.drawbridge.server.work;

import io.jenkins.plugins.drawbridge.server.store.Run;

/**
 * Carries runs out. Called again for the same run after a crash, after an answer to a question and after another server
 * died with it: what the journal says is done is not done again.
 */
@FunctionalInterface
public interface RunExecutor {

    /**
     * Carries a run out, or as far as the next question. It looks at {@code signals} often, and writes to
     * {@link io.jenkins.plugins.drawbridge.server.store.Store#journal(Run)} only.
     *
     * @param run as it was taken up
     * @return how it ended; or that it waits for a person
     */
    Ending execute(Run run, Signals signals);
}
