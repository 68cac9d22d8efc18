package io.jenkins.plugins.drawbridge.server.store;

/** How a run ended, in Jenkins's words, from good to bad. */
public enum RunResult {
    SUCCESS,
    UNSTABLE,
    FAILURE,
    /** Left the queue without a build. */
    NOT_BUILT,
    ABORTED
}
