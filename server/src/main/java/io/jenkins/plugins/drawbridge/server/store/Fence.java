package io.jenkins.plugins.drawbridge.server.store;

import org.jdbi.v3.core.Handle;

/** Lets only the newest attempt at a run write, and keeps the next one waiting until that is committed. */
final class Fence {

    private Fence() {}

    /** Within the transaction that writes. */
    static boolean isOpen(Handle handle, Run attempt) {
        return handle.createQuery("select attempt from run where id = :id for update")
                .bind("id", attempt.id())
                .mapTo(Integer.class)
                .findOne()
                .filter(newest -> newest == attempt.attempt())
                .isPresent();
    }

    static void pass(Handle handle, Run attempt) {
        if (!isOpen(handle, attempt)) {
            throw new TakenOverException(attempt);
        }
    }
}
