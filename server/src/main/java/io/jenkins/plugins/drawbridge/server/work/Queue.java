package io.jenkins.plugins.drawbridge.server.work;

import io.jenkins.plugins.drawbridge.server.store.Accepted;
import io.jenkins.plugins.drawbridge.server.store.NewRun;

/** What people and the Console do to runs. Thread-safe; what a call has returned from survives a crash. */
public interface Queue {

    /**
     * Takes a run. Many callers at once share one commit.
     *
     * @throws QueueFullException if more runs wait than the server will hold
     * @throws NoAnswerException if the database does not answer in time
     */
    Accepted accept(NewRun run);

    /**
     * Ends a run: one that waits leaves the queue, one that goes on is told and ends in order.
     *
     * @return false if it had ended already or does not exist
     */
    boolean abort(long run, String who);

    /**
     * Answers what a run asked, and lets it go on.
     *
     * @return false if it was answered already or never asked
     */
    boolean answer(long run, String path, boolean approved, String who);
}
