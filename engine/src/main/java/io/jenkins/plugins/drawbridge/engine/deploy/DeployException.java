package io.jenkins.plugins.drawbridge.engine.deploy;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import org.jspecify.annotations.Nullable;

/** A deploy could not be carried out as a whole; what became of single objects is in the report instead. */
public class DeployException extends DrawbridgeException {

    private static final long serialVersionUID = 1L;

    public DeployException(String sentence) {
        super(sentence);
    }

    public DeployException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
