package io.jenkins.plugins.drawbridge.server.work;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;

/** The database does not say whether a run was taken; the caller should ask again. */
public final class NoAnswerException extends DrawbridgeException {

    private static final long serialVersionUID = 1L;

    NoAnswerException(String message) {
        super(message);
    }
}
