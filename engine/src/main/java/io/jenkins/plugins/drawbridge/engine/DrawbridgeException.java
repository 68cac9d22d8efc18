package io.jenkins.plugins.drawbridge.engine;

import org.jspecify.annotations.Nullable;

/**
 * Root of the engine's errors. The message is one sentence a user can act on: what failed, where, and the remedy. It
 * never holds a secret; whoever builds a message from foreign text masks it first.
 */
public abstract class DrawbridgeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sentence;

    protected DrawbridgeException(String sentence) {
        this(sentence, null);
    }

    protected DrawbridgeException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
    }

    @Override
    public String getMessage() {
        return sentence;
    }
}
