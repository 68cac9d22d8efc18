package io.jenkins.plugins.drawbridge.server.run;

import io.jenkins.plugins.drawbridge.engine.deploy.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGINT and SIGTERM into a cancellation and keeps the process alive until the deploy has settled, at most for some
 * seconds (whoever stops a container waits ten).
 */
final class Interruption implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 9;

    private final CountDownLatch settled = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Cancellation cancellation) {
        this.hook = new Thread(() -> cancelAndWait(cancellation), "drawbridge-interrupted");
    }

    static Interruption cancels(Cancellation cancellation) {
        Interruption interruption = new Interruption(cancellation);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void cancelAndWait(Cancellation cancellation) {
        cancellation.cancel("interrupted");
        try {
            if (!settled.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("drawbridge: the deploy did not settle in time; its lock expires within a minute");
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing is left to be done that an interruption would harm: the lock is released, the report written. */
    @Override
    public void close() {
        settled.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is running; it ends now that the deploy has settled.
            return;
        }
    }
}
