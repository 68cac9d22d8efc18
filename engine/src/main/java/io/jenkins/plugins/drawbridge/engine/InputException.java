package io.jenkins.plugins.drawbridge.engine;

import org.jspecify.annotations.Nullable;

/**
 * Something the user wrote is wrong: a manifest, {@code drawbridge.yaml}, a kubeconfig or a flag. Thrown before
 * anything is sent to a cluster. Hosts answer it with exit code 2.
 */
public class InputException extends DrawbridgeException {

    private static final long serialVersionUID = 1L;

    public InputException(String sentence) {
        super(sentence);
    }

    public InputException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    /** {@code file:line:column: sentence}, the form editors and terminals turn into a link. Lines count from 1. */
    public static InputException at(String file, int line, int column, String sentence) {
        return new InputException(file + ":" + line + ":" + column + ": " + sentence);
    }
}
