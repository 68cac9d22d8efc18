package io.jenkins.plugins.drawbridge.server.serve;

import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.Runs;
import io.jenkins.plugins.drawbridge.server.web.Figures;
import io.jenkins.plugins.drawbridge.server.work.Ending;
import io.jenkins.plugins.drawbridge.server.work.RunExecutor;
import io.jenkins.plugins.drawbridge.server.work.Signals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Tells the operator's log and the figures how runs go.
 *
 * @param runs throws nothing
 */
record ObservedRuns(RunExecutor runs, Runs known, Figures figures, Clock clock) implements RunExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(ObservedRuns.class);

    @Override
    public Ending execute(Run run, Signals signals) {
        boolean first = run.number() == 0;
        about(run).addKeyValue("cause", run.cause().kind()).log(first ? "run begins" : "run goes on");
        Ending ending = runs.execute(run, signals);
        tell(run, ending);
        return ending;
    }

    private void tell(Run before, Ending ending) {
        Run run = known.byId(before.id()).orElse(before);
        if (ending instanceof Ending.Ended ended) {
            Instant began = Objects.requireNonNullElse(run.startedAt(), run.queuedAt());
            Duration took = Duration.between(began, clock.instant());
            figures.ended(run, ended.result(), took);
            LoggingEventBuilder line =
                    about(run).addKeyValue("result", ended.result()).addKeyValue("seconds", took.toMillis() / 1000.0);
            (ended.reason().isEmpty() ? line : line.addKeyValue("reason", ended.reason())).log("run ended");
        } else if (ending instanceof Ending.Waits) {
            about(run).log("run waits for approval");
        } else if (ending instanceof Ending.HandedOver) {
            about(run).log("run handed over");
        }
    }

    private static LoggingEventBuilder about(Run run) {
        LoggingEventBuilder line = LOG.atInfo().addKeyValue("run", run.id()).addKeyValue("job", run.job());
        line = run.number() == 0 ? line : line.addKeyValue("build", run.number());
        String environment = run.facts().environment();
        return environment.isEmpty() ? line : line.addKeyValue("environment", environment);
    }
}
