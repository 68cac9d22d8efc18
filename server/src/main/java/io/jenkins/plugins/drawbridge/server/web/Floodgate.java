package io.jenkins.plugins.drawbridge.server.web;

import io.javalin.http.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Bounds how many requests one address sends: a bucket that fills steadily. Pages and polling stay far below; a flood gets
 * 429. Thread-safe.
 */
final class Floodgate {

    private static final int MOST_ADDRESSES = 10_000;

    private record Bucket(double left, long at) {}

    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final double perSecond;
    private final double most;
    private final LongSupplier nanos;

    /**
     * @param perSecond how many each address may send for good
     * @param most how many it may send at once
     * @param nanos the time, as {@link System#nanoTime} counts it
     */
    Floodgate(double perSecond, double most, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.most = most;
        this.nanos = nanos;
    }

    void admit(Context request) {
        if (buckets.size() > MOST_ADDRESSES) {
            buckets.clear();
        }
        long now = nanos.getAsLong();
        Bucket bucket = buckets.compute(request.ip(), (address, before) -> {
            double left = before == null ? most : Math.min(most, before.left() + (now - before.at()) / 1e9 * perSecond);
            return new Bucket(Math.max(-1, left - 1), now);
        });
        if (bucket.left() < 0) {
            throw new Problem(429, "Too many requests; come back in a moment.", Map.of("Retry-After", "5"));
        }
    }
}
