package io.jenkins.plugins.drawbridge.server.pipeline;

import io.jenkins.plugins.drawbridge.server.store.Journal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs that this server put off, and for what. Only to spare work: one that is not known here, or has come further on
 * another server, is carried out as far as to what is in its way. Thread-safe.
 */
final class PutOff {

    /** More than wait anywhere; those that another server took up stay until they are pushed out. */
    private static final int MOST = 20_000;

    /** @param journal what it had come to */
    private record Waiting(Obstacle obstacle, int journal) {}

    private final Map<Long, Waiting> runs = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Waiting> eldest) {
            return size() > MOST;
        }
    };

    void add(long run, Obstacle obstacle, Journal journal) {
        Waiting waiting = new Waiting(obstacle, state(run, journal));
        synchronized (this) {
            runs.put(run, waiting);
        }
    }

    /** What is in the way of a run, as far as is known here. */
    @Nullable Obstacle of(long run, Journal journal) {
        Waiting waiting = known(run);
        return waiting != null && waiting.journal() == state(run, journal) ? waiting.obstacle() : null;
    }

    private synchronized @Nullable Waiting known(long run) {
        return runs.get(run);
    }

    private static int state(long run, Journal journal) {
        return journal.steps(run).hashCode();
    }

    /** @return whether it was one */
    synchronized boolean remove(long run) {
        return runs.remove(run) != null;
    }
}
