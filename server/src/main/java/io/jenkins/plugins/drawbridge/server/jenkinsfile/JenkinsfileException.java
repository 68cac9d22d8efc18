package io.jenkins.plugins.drawbridge.server.jenkinsfile;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import java.util.List;

/** The Jenkinsfile cannot be run here; one line for each fault. Nothing of it was run. */
public final class JenkinsfileException extends DrawbridgeException {

    private static final long serialVersionUID = 1L;

    JenkinsfileException(List<String> faults) {
        super(String.join("\n", faults));
    }
}
