package io.jenkins.plugins.drawbridge.engine.deploy;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;

/** An object of this name is still being deleted, and it is too late to wait any longer. */
final class TerminatingException extends DrawbridgeException {

    private static final long serialVersionUID = 1L;

    TerminatingException(String sentence) {
        super(sentence);
    }
}
