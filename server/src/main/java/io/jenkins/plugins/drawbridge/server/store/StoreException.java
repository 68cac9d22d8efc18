package io.jenkins.plugins.drawbridge.server.store;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;

/** The database cannot be used, or not now. */
public final class StoreException extends DrawbridgeException {

    private static final long serialVersionUID = 1L;

    StoreException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
