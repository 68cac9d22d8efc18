package io.jenkins.plugins.drawbridge.server.work;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.server.store.Outage;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.RunResult;
import io.jenkins.plugins.drawbridge.server.store.TakenOverException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes an ending of whatever carrying a run out may throw: whether it failed, or goes on later or elsewhere. */
public record SafeRuns(RunExecutor runs) implements RunExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(SafeRuns.class);

    @Override
    public Ending execute(Run run, Signals signals) {
        try {
            return runs.execute(run, signals);
        } catch (TakenOverException stale) {
            return handedOver(run, stale);
        } catch (DrawbridgeException failed) {
            return signals.handOver()
                    ? handedOver(run, failed)
                    : new Ending.Ended(RunResult.FAILURE, String.valueOf(failed.getMessage()));
        } catch (RuntimeException | Error broken) {
            if (signals.handOver()) {
                return handedOver(run, broken);
            }
            if (Outage.is(broken)) {
                LOG.warn("run {} of {} is taken up again later: {}", run.id(), run.job(), broken.getMessage());
                return new Ending.Later();
            }
            LOG.error("run {} of {} broke off", run.id(), run.job(), broken);
            return new Ending.Ended(
                    RunResult.FAILURE,
                    "Drawbridge itself failed (" + broken.getClass().getSimpleName() + "); see its log.");
        }
    }

    /** A server that stops interrupts what does not end soon: then nothing can be written, and the run did no wrong. */
    private static Ending handedOver(Run run, Throwable broken) {
        LOG.warn("run {} of {} is handed over half way: {}", run.id(), run.job(), broken.getMessage());
        Thread.interrupted();
        return new Ending.HandedOver();
    }
}
