package io.jenkins.plugins.drawbridge.server.source;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import org.jspecify.annotations.Nullable;

/** A clone was left unusable, as by a process that was killed over it; a fresh one will do. */
final class DamagedCloneException extends DrawbridgeException {

    private static final long serialVersionUID = 1L;

    DamagedCloneException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
