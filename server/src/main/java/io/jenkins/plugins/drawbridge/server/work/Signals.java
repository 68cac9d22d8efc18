package io.jenkins.plugins.drawbridge.server.work;

/** What the outside world wants of a run that goes on. Thread-safe. */
public interface Signals {

    /** Who asked that the run end; empty while nobody did. */
    String abortedBy();

    /**
     * Whether this server stops, or another one has taken the run up: it is left as it is, and goes on later or
     * elsewhere.
     */
    boolean handOver();

    /** Calls back, on any thread, when one of the two changes; at once if it has already. */
    void onChange(Runnable listener);
}
