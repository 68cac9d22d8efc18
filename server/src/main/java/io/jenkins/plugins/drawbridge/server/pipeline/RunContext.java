package io.jenkins.plugins.drawbridge.server.pipeline;

import io.jenkins.plugins.drawbridge.server.config.JobSettings;
import io.jenkins.plugins.drawbridge.server.config.Settings;
import io.jenkins.plugins.drawbridge.server.source.Checkout;
import io.jenkins.plugins.drawbridge.server.source.SourceException;
import io.jenkins.plugins.drawbridge.server.source.Sources;
import io.jenkins.plugins.drawbridge.server.store.Journal;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.RunFacts;
import io.jenkins.plugins.drawbridge.server.store.RunResult;
import io.jenkins.plugins.drawbridge.server.store.Store;
import io.jenkins.plugins.drawbridge.server.work.Signals;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** What one attempt at a run has in hand. Used by one thread. */
final class RunContext implements AutoCloseable {

    static final String TIMEOUT = "The timeout has been exceeded.";

    private final Run run;
    private final JobSettings job;
    private final Settings settings;
    private final Store store;
    private final Sources sources;
    private final RunLog log;
    private final Signals signals;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final String page;
    private @Nullable Checkout checkout;
    private RunFacts facts;
    private RunResult result = RunResult.SUCCESS;
    private RunResult ofStage = RunResult.SUCCESS;
    private String reason = "";

    RunContext(
            Run run,
            JobSettings job,
            Settings settings,
            Store store,
            Sources sources,
            RunLog log,
            Signals signals,
            Clock clock,
            ScheduledExecutorService timer,
            String page) {
        this.run = run;
        this.job = job;
        this.settings = settings;
        this.store = store;
        this.sources = sources;
        this.log = log;
        this.signals = signals;
        this.clock = clock;
        this.timer = timer;
        this.page = page;
        this.facts = run.facts();
    }

    Run run() {
        return run;
    }

    JobSettings job() {
        return job;
    }

    Settings settings() {
        return settings;
    }

    Store store() {
        return store;
    }

    Journal journal() {
        return store.journal(run);
    }

    RunLog log() {
        return log;
    }

    Signals signals() {
        return signals;
    }

    Clock clock() {
        return clock;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    /** URL of the build's page. */
    String page() {
        return page;
    }

    RunFacts facts() {
        return facts;
    }

    void learn(RunFacts more) {
        facts = more;
        journal().learn(run.id(), more);
    }

    /** The files; the same commit also when the run is taken up again. */
    Checkout files(String revision) {
        if (checkout == null) {
            String wanted = facts.commit().isEmpty() ? revision : facts.commit();
            checkout = checkedOut(wanted);
            learn(new RunFacts(
                    facts.environment(),
                    facts.namespace(),
                    revision,
                    checkout.commit().id(),
                    facts.deployType(),
                    facts.production()));
        }
        return checkout;
    }

    private Checkout checkedOut(String revision) {
        // A run that has begun has a post, which also runs after an abort and needs the files.
        boolean begun = !facts.commit().isEmpty() && !journal().steps(run.id()).isEmpty();
        try {
            return sources.checkout(
                    job.repository(),
                    revision,
                    () -> signals.handOver() || (!begun && !signals.abortedBy().isEmpty()));
        } catch (SourceException failed) {
            look(Frame.first(new Variables(Map.of(), Map.of())));
            throw failed;
        }
    }

    RunResult result() {
        return result;
    }

    String reason() {
        return reason;
    }

    /** Results only ever get worse. */
    void worsen(RunResult other, String why) {
        if (other.compareTo(result) > 0) {
            result = other;
            reason = log.masked(why);
            journal().mark(run.id(), other);
        }
    }

    void stageBegins() {
        ofStage = RunResult.SUCCESS;
    }

    /** What {@code catchError} says of the stage it stands in. */
    void worsenStage(RunResult other) {
        ofStage = other.compareTo(ofStage) > 0 ? other : ofStage;
    }

    RunResult ofStage() {
        return ofStage;
    }

    /** Ends what is going on if somebody wants that. */
    void look(Frame frame) {
        if (!frame.closing() && !signals.abortedBy().isEmpty()) {
            throw new Interrupted(Interrupted.Kind.ABORTED, "Aborted by " + signals.abortedBy() + ".");
        }
        if (signals.handOver()) {
            throw new Interrupted(Interrupted.Kind.HANDED_OVER, "");
        }
        if (late(frame)) {
            throw new Interrupted(Interrupted.Kind.TIMED_OUT, TIMEOUT);
        }
    }

    boolean late(Frame frame) {
        return frame.deadline() != null && !clock.instant().isBefore(frame.deadline());
    }

    @Override
    public void close() {
        if (checkout != null) {
            checkout.close();
        }
    }
}
