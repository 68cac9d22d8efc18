package io.jenkins.plugins.drawbridge.server.jenkinsfile;

import java.util.Set;

/** Drawbridge's own steps and the names of their arguments. */
@FunctionalInterface
public interface StepCatalogue {

    /** Empty if there is no such step. */
    Set<String> arguments(String step);
}
