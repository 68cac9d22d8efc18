package io.jenkins.plugins.drawbridge.server.web;

import io.javalin.http.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bounds how many requests one address sends: a bucket that fills steadily. Pages and polling stay far below; a flood gets
 * 429. Thread-safe.
 */
final class Floodgate {

    private static final double PER_SECOND = 2_000;
    private static final double BUCKET = 10_000;
    private static final int MOST_ADDRESSES = 10_000;

    private record Bucket(double left, long at) {}

    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    void admit(Context request) {
        if (buckets.size() > MOST_ADDRESSES) {
            buckets.clear();
        }
        long now = System.nanoTime();
        Bucket bucket = buckets.compute(request.ip(), (address, before) -> {
            double left =
                    before == null ? BUCKET : Math.min(BUCKET, before.left() + (now - before.at()) / 1e9 * PER_SECOND);
            return new Bucket(Math.max(-1, left - 1), now);
        });
        if (bucket.left() < 0) {
            throw new Problem(429, "Too many requests; come back in a moment.", Map.of("Retry-After", "5"));
        }
    }
}
