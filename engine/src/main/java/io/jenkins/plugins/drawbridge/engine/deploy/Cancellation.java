package io.jenkins.plugins.drawbridge.engine.deploy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets another thread (a signal, a person, a lost lock) end a deploy in order: nothing new is begun, the lock is
 * released, the inventory stays usable. Thread-safe; the first reason stays.
 */
public final class Cancellation {

    private volatile String reason = "";
    private final Semaphore bell = new Semaphore(0);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** @param why one sentence for the report */
    public void cancel(String why) {
        synchronized (this) {
            reason = reason.isEmpty() ? why : reason;
        }
        wake();
        listeners.forEach(Runnable::run);
    }

    /** Tells it when this is cancelled, at once if it has been; possibly twice. */
    public void tell(Runnable listener) {
        listeners.add(listener);
        if (isCancelled()) {
            listener.run();
        }
    }

    public void tellNoMore(Runnable listener) {
        listeners.remove(listener);
    }

    public boolean isCancelled() {
        return !reason().isEmpty();
    }

    /** Why; empty while nobody cancelled. */
    public String reason() {
        return reason;
    }

    /** Waits, at most so long, until {@link #wake} or {@link #cancel}. */
    void pause(long millis) {
        if (isCancelled()) {
            return;
        }
        try {
            if (bell.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
                bell.drainPermits();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            cancel("interrupted");
        }
    }

    /** Ends a pause early, because there is something new to look at. */
    void wake() {
        bell.release();
    }
}
