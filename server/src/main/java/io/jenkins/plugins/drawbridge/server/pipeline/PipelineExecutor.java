package io.jenkins.plugins.drawbridge.server.pipeline;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.step.StepParameter;
import io.jenkins.plugins.drawbridge.server.config.JobSettings;
import io.jenkins.plugins.drawbridge.server.config.Settings;
import io.jenkins.plugins.drawbridge.server.jenkinsfile.JenkinsfileReader;
import io.jenkins.plugins.drawbridge.server.source.Sources;
import io.jenkins.plugins.drawbridge.server.store.Journal;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.RunResult;
import io.jenkins.plugins.drawbridge.server.store.StepRecord;
import io.jenkins.plugins.drawbridge.server.store.Store;
import io.jenkins.plugins.drawbridge.server.work.Ending;
import io.jenkins.plugins.drawbridge.server.work.RunExecutor;
import io.jenkins.plugins.drawbridge.server.work.Signals;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs a job's Jenkinsfile, or a rollback. Thread-safe; each call is one attempt at one run. */
public final class PipelineExecutor implements RunExecutor, AutoCloseable {

    private final Store store;
    private final Supplier<Settings> settings;
    private final Sources sources;
    private final Function<Run, String> pageOf;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    /** Taken up again and again, they say once why they wait. */
    private final PutOff putOff = new PutOff();

    private final JenkinsfileReader reader = new JenkinsfileReader(StepParameter::words);

    /** @param pageOf the URL of a build's page, for whoever waits for its lock */
    public PipelineExecutor(
            Store store, Supplier<Settings> settings, Sources sources, Function<Run, String> pageOf, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.sources = sources;
        this.pageOf = pageOf;
        this.clock = clock;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "drawbridge-pipeline-clock");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public Ending execute(Run queued, Signals signals) {
        Settings now = settings.get();
        Optional<JobSettings> job = now.job(queued.job());
        boolean again = queued.number() != 0;
        Journal journal = store.journal(queued);
        Obstacle obstacle = putOff.of(queued.id(), journal);
        if (obstacle != null
                && job.isPresent()
                && mayWait(signals)
                && obstacle.stands(store, queued, clock.instant())) {
            return new Ending.Later(obstacle.until());
        }
        Run run = journal.start(queued.id());
        if (run.ended()) {
            // It was cancelled just before it began; that is how it ended.
            return new Ending.Ended(RunResult.NOT_BUILT, run.reason());
        }
        if (job.isEmpty()) {
            return new Ending.Ended(RunResult.FAILURE, "The job " + run.job() + " is not configured any more.");
        }
        try (RunLog log = new RunLog(journal, run.id(), timer);
                RunContext context = new RunContext(
                        run, job.get(), now, store, sources, log, signals, clock, timer, pageOf.apply(run))) {
            if (putOff.remove(run.id())) {
                log.quiet();
            } else if (again) {
                log.line("[Drawbridge] taken up again");
            } else {
                log.line(startedBy(run));
            }
            Ending ending = ended(() -> new PipelineRun(context, reader).run(), context);
            if (ending instanceof Ending.Ended ended) {
                log.loud();
                if (!ended.reason().isEmpty()) {
                    ended.reason().lines().forEach(line -> log.line("ERROR: " + line));
                }
                log.line("Finished: " + ended.result());
            }
            return ending;
        }
    }

    private static String startedBy(Run run) {
        return switch (run.cause().kind()) {
            case CONSOLE -> "Started by the Console" + (run.key().isEmpty() ? "" : " (trigger " + run.key() + ")");
            case USER -> "Started by user " + run.cause().who();
            case ROLLBACK -> "Rollback, started by user " + run.cause().who();
        };
    }

    private static boolean mayWait(Signals signals) {
        return signals.abortedBy().isEmpty() && !signals.handOver();
    }

    private Ending ended(Supplier<Ending> work, RunContext context) {
        try {
            return work.get();
        } catch (Interrupted interrupted) {
            return switch (interrupted.kind()) {
                case WAITS -> new Ending.Waits(interrupted.until());
                case HANDED_OVER -> new Ending.HandedOver();
                case LATER -> {
                    putOff.add(context.run().id(), interrupted.obstacle(), context.journal());
                    yield new Ending.Later(interrupted.obstacle().until());
                }
                case FAILED, EXHAUSTED, ABORTED, TIMED_OUT ->
                    brokenOff(context, interrupted.result(), interrupted.status(), interrupted.sentence());
            };
        } catch (DrawbridgeException failed) {
            if (context.signals().handOver()) {
                throw failed;
            }
            return brokenOff(context, RunResult.FAILURE, StepRecord.Status.FAILED, String.valueOf(failed.getMessage()));
        }
    }

    /** Nothing of it goes on, and nobody is asked any more. */
    private static Ending brokenOff(RunContext context, RunResult result, StepRecord.Status status, String sentence) {
        String reason = context.log().masked(sentence);
        new Records(context).endAll(status, reason);
        return new Ending.Ended(result, reason);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        sources.close();
    }
}
