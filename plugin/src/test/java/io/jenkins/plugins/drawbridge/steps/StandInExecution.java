package io.jenkins.plugins.drawbridge.steps;

import io.jenkins.plugins.drawbridge.standin.StandInBuild;
import io.jenkins.plugins.drawbridge.standin.StandInJenkins;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A step that runs in a stand-in of Jenkins: there a step keeps its context itself, the signatures do not. */
final class StandInExecution extends SmartExecution {

    private static final long serialVersionUID = 1L;

    private transient StandInJenkins jenkins;
    private transient StandInBuild build;

    StandInExecution(String step, Map<String, String> arguments) {
        super(null, step, arguments);
    }

    StandInExecution inside(StandInJenkins where, StandInBuild what) {
        this.jenkins = where;
        this.build = what;
        return this;
    }

    @Override
    public StepContext getContext() {
        return build.context();
    }

    @Override
    void launch(Runnable begun) {
        super.launch(() -> runInside(begun));
    }

    @SuppressWarnings("try") // that it closes is all that is wanted of it
    private void runInside(Runnable begun) {
        try (StandInJenkins.Inside inside = jenkins.enter()) {
            begun.run();
        }
    }
}
