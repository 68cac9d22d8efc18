package io.jenkins.plugins.drawbridge.engine.kube;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The API server's clock, as its {@code Date} headers tell it (to the second). Ages and lease times are read by it, so
 * that a build server whose clock is wrong neither steals a lock nor thinks a fresh pod old. Thread-safe.
 */
final class ServerClock extends Clock {

    private static final Duration TRUSTED = Duration.ofSeconds(2);

    private volatile Duration ahead = Duration.ZERO;

    void hear(@Nullable Instant serverSaid) {
        if (serverSaid != null) {
            Duration difference = Duration.between(Instant.now(), serverSaid);
            ahead = difference.abs().compareTo(TRUSTED) < 0 ? Duration.ZERO : difference;
        }
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
