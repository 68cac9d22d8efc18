package io.jenkins.plugins.drawbridge.server.web.access;

import io.jenkins.plugins.drawbridge.server.web.Problem;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Slows down whoever guesses: after ten failures an address waits a minute. Thread-safe. */
public final class SignInThrottle {

    private static final int ALLOWED = 10;
    private static final long WINDOW = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST_ADDRESSES = 10_000;

    private record Failures(int count, long since) {}

    private final Map<String, Failures> failures = new ConcurrentHashMap<>();

    void refuseTooMany(String address) {
        if (tooMany(address)) {
            throw new Problem(429, "Too many failed sign-ins; come back in a minute.", Map.of("Retry-After", "60"));
        }
    }

    private boolean tooMany(String address) {
        Failures known = failures.get(address);
        return known != null && System.nanoTime() - known.since() < WINDOW && known.count() >= ALLOWED;
    }

    void failed(String address) {
        if (failures.size() > MOST_ADDRESSES) {
            failures.clear();
        }
        long now = System.nanoTime();
        failures.merge(
                address,
                new Failures(1, now),
                (known, one) -> now - known.since() > WINDOW ? one : new Failures(known.count() + 1, known.since()));
    }
}
