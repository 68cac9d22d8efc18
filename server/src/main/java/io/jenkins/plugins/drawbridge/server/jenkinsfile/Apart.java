package io.jenkins.plugins.drawbridge.server.jenkinsfile;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Runs something on a thread with a stack of its own size, so that hostile nesting costs that thread only. */
final class Apart {

    private Apart() {}

    /** Empty if the stack was too small. */
    static <T> Optional<T> call(Supplier<T> work, long stackBytes) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread thread = new Thread(null, task, "drawbridge-jenkinsfile", stackBytes);
        thread.setDaemon(true);
        thread.start();
        try {
            return Optional.of(task.get());
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof StackOverflowError) {
                return Optional.empty();
            }
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("reading a Jenkinsfile broke off", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a Jenkinsfile was read");
        }
    }
}
