package io.jenkins.plugins.drawbridge.report;

import hudson.model.Run;

/** One deploy, and the build it was part of. */
public final class Deployment {

    private final Run<?, ?> run;
    private final DeploySection section;

    Deployment(Run<?, ?> run, DeploySection section) {
        this.run = run;
        this.section = section;
    }

    public Run<?, ?> getRun() {
        return run;
    }

    public DeploySection getSection() {
        return section;
    }
}
