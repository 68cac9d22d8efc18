package io.jenkins.plugins.drawbridge.engine.kube;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The pauses between the attempts of a request, and how long a request is repeated in all. In a hurry whoever pauses
 * gives up, and what is begun then is repeated for a few seconds only: enough to release a lock. Thread-safe.
 */
class Pauses {

    /** After so long a request is not begun again, whatever pauses the server asks for. */
    private static final Duration LONGEST_REPEATING = Duration.ofSeconds(90);

    private static final Duration LONGEST_REPEATING_IN_A_HURRY = Duration.ofSeconds(4);
    private static final Duration LONGEST_PAUSE_IN_A_HURRY = Duration.ofSeconds(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition hurry = lock.newCondition();
    private volatile boolean hurried;

    /** One request and all its attempts. For one thread. */
    final class Budget {

        private final long begun = nanos();
        private final boolean begunInAHurry = hurried;

        /** Whether there is time for another attempt after such a pause. */
        boolean allows(Duration pause) {
            Duration longest = begunInAHurry ? LONGEST_REPEATING_IN_A_HURRY : LONGEST_REPEATING;
            return !isOvertaken() && nanos() - begun + shortened(pause).toNanos() <= longest.toNanos();
        }

        /** False if the request must not be repeated after all. */
        boolean pause(Duration wanted) throws InterruptedException {
            await(shortened(wanted).toNanos(), this::isOvertaken);
            return !isOvertaken();
        }

        private Duration shortened(Duration pause) {
            boolean tooLong = begunInAHurry && pause.compareTo(LONGEST_PAUSE_IN_A_HURRY) > 0;
            return tooLong ? LONGEST_PAUSE_IN_A_HURRY : pause;
        }

        private boolean isOvertaken() {
            return hurried && !begunInAHurry;
        }
    }

    Budget budget() {
        return new Budget();
    }

    void hurry(boolean now) {
        lock.lock();
        try {
            hurried = now;
            hurry.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Monotonic. */
    long nanos() {
        return System.nanoTime();
    }

    /** Waits until the time is over, or somebody hurries and there is nothing to wait for any more. */
    void await(long nanos, BooleanSupplier over) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (left > 0 && !over.getAsBoolean()) {
                left = hurry.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
