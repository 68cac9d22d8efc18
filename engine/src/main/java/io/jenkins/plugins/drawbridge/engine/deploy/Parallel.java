package io.jenkins.plugins.drawbridge.engine.deploy;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** Does the same thing to many objects at once, a bounded number at a time. Thread-safe. */
final class Parallel implements Closeable {

    private static final AtomicInteger SERIAL = new AtomicInteger();

    private final ExecutorService workers;

    Parallel(int width) {
        workers = Executors.newFixedThreadPool(width, task -> {
            Thread thread = new Thread(task, "drawbridge-" + SERIAL.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Results in the order of the inputs, which is also the order they are started in. All are carried out even if one
     * fails; then the first failure, in input order, is thrown.
     */
    <T, R> List<R> map(List<T> inputs, Function<T, R> work) {
        List<Future<R>> futures = new ArrayList<>(inputs.size());
        for (T input : inputs) {
            futures.add(workers.submit(() -> work.apply(input)));
        }
        List<R> results = new ArrayList<>(inputs.size());
        RuntimeException first = null;
        for (Future<R> future : futures) {
            try {
                results.add(future.get());
            } catch (ExecutionException failure) {
                first = first == null ? unwrapped(failure) : first;
            } catch (InterruptedException interrupted) {
                futures.forEach(other -> other.cancel(true));
                Thread.currentThread().interrupt();
                throw new DeployException("interrupted", interrupted);
            }
        }
        if (first != null) {
            throw first;
        }
        return results;
    }

    /** Begins something now; the supplier waits for its result. */
    <R> Supplier<R> begin(Supplier<R> work) {
        Future<R> future = workers.submit(work::get);
        return () -> {
            try {
                return future.get();
            } catch (ExecutionException failure) {
                throw unwrapped(failure);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new DeployException("interrupted", interrupted);
            }
        };
    }

    private static RuntimeException unwrapped(ExecutionException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
