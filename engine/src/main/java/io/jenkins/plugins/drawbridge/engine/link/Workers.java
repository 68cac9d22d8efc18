package io.jenkins.plugins.drawbridge.engine.link;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The few daemon threads of one chain of links: a clock that never blocks, and a pool for what may block. */
final class Workers implements AutoCloseable {

    private static final long IDLE_SECONDS = 5;

    private final ScheduledThreadPoolExecutor clock;
    private final ExecutorService pool;

    Workers() {
        clock = new ScheduledThreadPoolExecutor(1, daemons("drawbridge-link-clock"));
        clock.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        clock.setRemoveOnCancelPolicy(true);
        pool = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                daemons("drawbridge-link-worker"));
    }

    /** For tasks that only close sockets or look at fields. */
    ScheduledThreadPoolExecutor clock() {
        return clock;
    }

    /** For tasks that may block: a name look-up, a polite farewell. */
    ExecutorService pool() {
        return pool;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        pool.shutdown();
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
