package io.jenkins.plugins.drawbridge.testkit.rollout;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs things after a delay, until the cluster is closed. Thread-safe. */
final class Later {

    private static final Logger LOG = LoggerFactory.getLogger(Later.class);

    private final ScheduledExecutorService executor;

    Later(ScheduledExecutorService executor) {
        this.executor = executor;
    }

    void run(long milliseconds, Runnable task) {
        try {
            var unused = executor.schedule(() -> guarded(task), milliseconds, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.trace("the cluster was closed before this was due"); // nobody waits for it any more
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException problem) {
            LOG.error("a controller stumbled; it goes on with the next change", problem);
        }
    }
}
