package io.jenkins.plugins.drawbridge.server.pipeline;

import io.jenkins.plugins.drawbridge.server.store.RunResult;

/** Ends what is going on. Never leaves the package. */
final class Interrupted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    enum Kind {
        /** A step failed; {@code catchError} and {@code retry} may have an opinion. */
        FAILED,
        /** A person or a timeout ended it. */
        ABORTED,
        /** It waits for a person. */
        WAITS,
        /** This server stops. */
        HANDED_OVER,
        /** Another run is in the way. */
        LATER
    }

    private final Kind kind;
    private final String sentence;

    Interrupted(Kind kind, String sentence) {
        super(sentence, null, false, false);
        this.kind = kind;
        this.sentence = sentence;
    }

    Kind kind() {
        return kind;
    }

    String sentence() {
        return sentence;
    }

    RunResult result() {
        return kind == Kind.ABORTED ? RunResult.ABORTED : RunResult.FAILURE;
    }

    /** Whether the run is over with it, rather than to be gone on with later. */
    boolean ends() {
        return kind == Kind.FAILED || kind == Kind.ABORTED;
    }
}
