package io.jenkins.plugins.drawbridge.engine.callback;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;

/** The Console will not have us. */
final class RefusedException extends DrawbridgeException {

    private static final long serialVersionUID = 1L;

    RefusedException(String sentence) {
        super(sentence);
    }
}
