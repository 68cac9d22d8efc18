package io.jenkins.plugins.drawbridge.server.source;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import org.jspecify.annotations.Nullable;

/** The project's files cannot be had. */
public final class SourceException extends DrawbridgeException {

    private static final long serialVersionUID = 1L;

    SourceException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
