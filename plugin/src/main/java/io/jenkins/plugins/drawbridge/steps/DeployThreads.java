package io.jenkins.plugins.drawbridge.steps;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** The threads on which steps run: none of them is an executor of Jenkins. */
final class DeployThreads {

    private static final AtomicLong COUNT = new AtomicLong();

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "drawbridge-" + COUNT.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    private DeployThreads() {}

    @SuppressWarnings("FutureReturnValueIgnored") // the work tells its own end to the step's context
    static void start(Runnable work) {
        THREADS.submit(work);
    }
}
