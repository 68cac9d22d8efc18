package io.jenkins.plugins.drawbridge.server.pipeline;

import io.jenkins.plugins.drawbridge.server.store.RunResult;
import io.jenkins.plugins.drawbridge.server.store.StepRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Ends what is going on. Never leaves the package. */
final class Interrupted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    enum Kind {
        /** A step failed; {@code catchError} and {@code retry} may have an opinion. */
        FAILED,
        /** It did more than one run may: nothing in it has an opinion. */
        EXHAUSTED,
        /** A person ended it. */
        ABORTED,
        /** Its time is over; {@code catchError} and {@code retry} further out may have an opinion. */
        TIMED_OUT,
        /** It waits for a person. */
        WAITS,
        /** This server stops. */
        HANDED_OVER,
        /** Another run is in the way. */
        LATER
    }

    private final Kind kind;
    private final String sentence;

    private final transient @Nullable Instant until;
    private final transient Obstacle obstacle;

    Interrupted(Kind kind, String sentence) {
        this(kind, sentence, null, Obstacle.TURN);
    }

    private Interrupted(Kind kind, String sentence, @Nullable Instant until, Obstacle obstacle) {
        super(sentence, null, false, false);
        this.kind = kind;
        this.sentence = sentence;
        this.until = until;
        this.obstacle = obstacle;
    }

    /** @param until when its time is over; null: it may wait for ever */
    static Interrupted waits(String question, @Nullable Instant until) {
        return new Interrupted(Kind.WAITS, question, until, Obstacle.TURN);
    }

    static Interrupted later(Obstacle obstacle) {
        return new Interrupted(Kind.LATER, "", null, obstacle);
    }

    /** What is in the way of a run that is put off. */
    Obstacle obstacle() {
        return obstacle;
    }

    @Nullable Instant until() {
        return until;
    }

    Kind kind() {
        return kind;
    }

    String sentence() {
        return sentence;
    }

    RunResult result() {
        return stopped() ? RunResult.ABORTED : RunResult.FAILURE;
    }

    /** Whether the run is over with it, rather than to be gone on with later. */
    boolean ends() {
        return kind == Kind.FAILED || kind == Kind.EXHAUSTED || stopped();
    }

    /** Whether it was ended from outside, rather than failed. */
    boolean stopped() {
        return kind == Kind.ABORTED || kind == Kind.TIMED_OUT;
    }

    StepRecord.Status status() {
        return stopped() ? StepRecord.Status.ABORTED : StepRecord.Status.FAILED;
    }
}
