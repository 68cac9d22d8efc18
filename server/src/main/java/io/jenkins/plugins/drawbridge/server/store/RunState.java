package io.jenkins.plugins.drawbridge.server.store;

/** Where a run is on its way; it only ever goes down this list, but for RUNNING and WAITING, which alternate. */
public enum RunState {
    /** Accepted; it has no build number yet. */
    QUEUED,
    RUNNING,
    /** Stands at an {@code input} step and holds no thread until a person answers. */
    WAITING,
    ENDED
}
