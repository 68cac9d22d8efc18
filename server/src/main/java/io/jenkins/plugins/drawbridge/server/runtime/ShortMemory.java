package io.jenkins.plugins.drawbridge.server.runtime;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers answers for a moment, so that many who ask the same at once cost one question. A failure is an answer too:
 * a cluster that is down is not asked by every viewer. Thread-safe.
 */
final class ShortMemory<K, V> {

    private static final int MOST = 1_000;

    private final Duration fresh;
    private final Map<K, Entry<V>> entries = new ConcurrentHashMap<>();

    ShortMemory(Duration fresh) {
        this.fresh = fresh;
    }

    /** What was answered a moment ago, or what {@code ask} answers now; who comes while it is asked waits for it. */
    V get(K key, Supplier<V> ask) {
        if (entries.size() >= MOST) {
            entries.values().removeIf(entry -> !entry.isFresh(fresh));
        }
        return entries.computeIfAbsent(key, absent -> new Entry<>()).get(fresh, ask);
    }

    private static final class Entry<V> {

        private volatile long answered;
        private volatile boolean known;
        private @Nullable V value;
        private @Nullable DrawbridgeException failure;

        boolean isFresh(Duration fresh) {
            return known && System.nanoTime() - answered < fresh.toNanos();
        }

        synchronized V get(Duration fresh, Supplier<V> ask) {
            if (!isFresh(fresh)) {
                ask(ask);
            }
            if (failure != null) {
                throw failure;
            }
            V answer = value;
            if (answer == null) {
                throw new IllegalStateException("nothing was answered");
            }
            return answer;
        }

        private void ask(Supplier<V> ask) {
            try {
                value = ask.get();
                failure = null;
            } catch (DrawbridgeException failed) {
                value = null;
                failure = failed;
            }
            answered = System.nanoTime();
            known = true;
        }
    }
}
