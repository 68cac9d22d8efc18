package io.jenkins.plugins.drawbridge.server.callback;

import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.RunResult;

/** How the Console calls the end of a run; the same words it would find out by polling. */
final class StatusWord {

    private StatusWord() {}

    static String of(Run run) {
        RunResult result = run.result();
        if (result == null) {
            throw new IllegalArgumentException("run " + run.id() + " has not ended");
        }
        if (run.number() == 0) {
            // It left the queue without a build: "cancelled" for who polls the queue item.
            return "canceled";
        }
        return switch (result) {
            case SUCCESS -> "success";
            case ABORTED -> "canceled";
            case NOT_BUILT -> "skipped";
            case UNSTABLE, FAILURE -> "failed";
        };
    }
}
