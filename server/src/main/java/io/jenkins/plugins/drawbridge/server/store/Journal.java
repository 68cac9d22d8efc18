package io.jenkins.plugins.drawbridge.server.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one run has done so far, written by the one who carries it out. Written through: what a call has returned from
 * survives a crash.
 */
public interface Journal {

    /** Moves the run to RUNNING and gives it its build number, if it has none yet. */
    Run start(long run);

    void learn(long run, RunFacts facts);

    /** When the run's turn came among its job's runs: the first time this was asked. It is no step, and in no list of them. */
    Instant turn(long run);

    /** In the order they began. */
    List<StepRecord> steps(long run);

    Optional<StepRecord> step(long run, String path);

    /** Adds a step, or replaces the one with its path. */
    void put(long run, StepRecord step);

    List<DeploySection> sections(long run);

    /** When one of them changed last; empty if there is none. */
    Optional<Instant> sectionsChangedAt(long run);

    /** Adds a section, or replaces the one with its path. */
    void put(long run, DeploySection section);

    /** Notes that the run begins to carry out a plan that was approved; again is no harm. */
    void begin(long run, String plan);

    boolean hasBegun(long run, String plan);

    void append(long run, String text);

    /** @param limit at most so many bytes */
    LogPart log(long run, long offset, int limit);

    /** Asks; a question that stands already keeps its answer. */
    Question ask(Question question);

    /** Nobody is to answer any more. */
    void withdraw(long run, String path);

    List<Question> questions(long run);

    /** The result so far, before the end, as {@code post} conditions see it. */
    void mark(long run, RunResult result);
}
