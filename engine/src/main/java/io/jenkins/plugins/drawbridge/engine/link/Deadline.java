package io.jenkins.plugins.drawbridge.engine.link;

import java.time.Duration;

/** The moment by which a target must be reached, all hops included. Measured on the monotonic clock. */
record Deadline(long atNanos) {

    private static final Duration LONGEST = Duration.ofDays(1);

    static Deadline in(Duration timeout) {
        Duration bounded = timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
        return new Deadline(System.nanoTime() + bounded.toNanos());
    }

    long remainingNanos() {
        return Math.max(0, atNanos - System.nanoTime());
    }

    /** Rounded up, so that the deadline has passed after waiting so long; zero would mean "for ever" to sockets. */
    int remainingMillis() {
        return (int) Math.max(1, (remainingNanos() + 999_999) / 1_000_000);
    }

    boolean passed() {
        return remainingNanos() == 0;
    }
}
