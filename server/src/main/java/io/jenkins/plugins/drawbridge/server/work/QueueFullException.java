package io.jenkins.plugins.drawbridge.server.work;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;

/** Too many runs wait; the caller should come back later. */
public final class QueueFullException extends DrawbridgeException {

    private static final long serialVersionUID = 1L;

    public QueueFullException(String message) {
        super(message);
    }
}
