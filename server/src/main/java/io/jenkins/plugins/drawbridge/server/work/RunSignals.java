package io.jenkins.plugins.drawbridge.server.work;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The signals of one run in hand. */
final class RunSignals implements Signals {

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile String abortedBy = "";
    private volatile boolean handOver;
    private volatile int attempt;

    @Override
    public String abortedBy() {
        return abortedBy;
    }

    @Override
    public boolean handOver() {
        return handOver;
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
        if (handOver || !abortedBy.isEmpty()) {
            listener.run();
        }
    }

    void abort(String who) {
        if (abortedBy.isEmpty()) {
            abortedBy = who;
            listeners.forEach(Runnable::run);
        }
    }

    void stop() {
        if (!handOver) {
            handOver = true;
            listeners.forEach(Runnable::run);
        }
    }

    /** Known a moment after the signals are. */
    void ofAttempt(int number) {
        attempt = number;
    }

    boolean takenOverBy(int newest) {
        return attempt != 0 && attempt < newest;
    }
}
