package io.jenkins.plugins.drawbridge.engine.http;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import org.jspecify.annotations.Nullable;

/** A host could not be spoken to although the link reached it. */
public final class HttpException extends DrawbridgeException {

    private static final long serialVersionUID = 1L;

    HttpException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
