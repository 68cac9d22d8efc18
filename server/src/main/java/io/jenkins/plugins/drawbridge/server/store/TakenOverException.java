package io.jenkins.plugins.drawbridge.server.store;

/**
 * Somebody else has taken the run up, since the server that had it in hand did not say for a while that it lives. Whoever
 * gets this stops, and changes nothing more.
 */
public final class TakenOverException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TakenOverException(Run attempt) {
        super("run " + attempt.id() + " was taken up by somebody else after attempt " + attempt.attempt());
    }
}
