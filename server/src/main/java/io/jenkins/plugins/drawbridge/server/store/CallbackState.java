package io.jenkins.plugins.drawbridge.server.store;

/** What became of telling the Console how a run ended. */
public enum CallbackState {
    /** Nobody waits for one. */
    NONE,
    /** Still to be sent, or to be tried again. */
    DUE,
    SENT,
    /** The Console refused it (4xx), or it was tried for as long as we do. */
    GIVEN_UP
}
