package io.jenkins.plugins.drawbridge.server.pipeline;

import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.server.store.Journal;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of one run; gathers lines for a moment so that each costs no commit of its own. Thread-safe. */
final class RunLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);
    private static final long GATHER_MILLIS = 200;
    private static final int SHORTEST_SECRET = 4;

    private final Journal journal;
    private final long run;
    private final StringBuilder gathered = new StringBuilder();
    private final List<Secret> secrets = new CopyOnWriteArrayList<>();
    private final ScheduledFuture<?> clock;
    private volatile boolean quiet;

    RunLog(Journal journal, long run, ScheduledExecutorService timer) {
        this.journal = journal;
        this.run = run;
        this.clock = timer.scheduleWithFixedDelay(
                this::flushIfPossible, GATHER_MILLIS, GATHER_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** From now on this value is shown as {@code ****}. */
    void mask(Secret secret) {
        if (secret.reveal().length() >= SHORTEST_SECRET) {
            secrets.add(secret);
            secrets.sort(Comparator.comparingInt((Secret one) -> one.reveal().length())
                    .reversed());
        }
    }

    /** All that is masked so far, the longest first. */
    List<Secret> secrets() {
        return List.copyOf(secrets);
    }

    String masked(String text) {
        String shown = text;
        for (Secret secret : secrets) {
            shown = shown.replace(secret.reveal(), "****");
        }
        return shown;
    }

    /** What an earlier attempt has said already is not said again, until {@link #loud()}. */
    void quiet() {
        quiet = true;
    }

    void loud() {
        quiet = false;
    }

    void line(String line) {
        if (quiet) {
            return;
        }
        String shown = masked(line);
        synchronized (this) {
            gathered.append(shown).append('\n');
        }
    }

    /** A database that does not answer now may the next time; whoever ends a step is told. */
    private void flushIfPossible() {
        try {
            flush();
        } catch (RuntimeException unreachable) {
            LOG.warn("the log of run {} cannot be written now: {}", run, unreachable.getMessage());
        }
    }

    synchronized void flush() {
        if (!gathered.isEmpty()) {
            journal.append(run, gathered.toString());
            gathered.setLength(0);
        }
    }

    @Override
    public void close() {
        clock.cancel(false);
        flush();
    }
}
