package io.jenkins.plugins.drawbridge.server.pipeline;

import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.server.store.Journal;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The log of one run; gathers lines for a moment so that each costs no commit of its own. Thread-safe. */
final class RunLog implements AutoCloseable {

    private static final long GATHER_MILLIS = 200;
    private static final int SHORTEST_SECRET = 4;

    private final Journal journal;
    private final long run;
    private final StringBuilder gathered = new StringBuilder();
    private final List<Secret> secrets = new CopyOnWriteArrayList<>();
    private final ScheduledFuture<?> clock;

    RunLog(Journal journal, long run, ScheduledExecutorService timer) {
        this.journal = journal;
        this.run = run;
        this.clock = timer.scheduleWithFixedDelay(this::flush, GATHER_MILLIS, GATHER_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** From now on this value is shown as {@code ****}. */
    void mask(Secret secret) {
        if (secret.reveal().length() >= SHORTEST_SECRET) {
            secrets.add(secret);
            secrets.sort(Comparator.comparingInt((Secret one) -> one.reveal().length())
                    .reversed());
        }
    }

    String masked(String text) {
        String shown = text;
        for (Secret secret : secrets) {
            shown = shown.replace(secret.reveal(), "****");
        }
        return shown;
    }

    void line(String line) {
        String shown = masked(line);
        synchronized (this) {
            gathered.append(shown).append('\n');
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
