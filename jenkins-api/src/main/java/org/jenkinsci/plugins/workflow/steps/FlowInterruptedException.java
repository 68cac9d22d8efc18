package org.jenkinsci.plugins.workflow.steps;

public final class FlowInterruptedException extends java.lang.InterruptedException {
    private final java.util.List<jenkins.model.CauseOfInterruption> causes;

    public FlowInterruptedException(hudson.model.Result arg0, boolean arg1, jenkins.model.CauseOfInterruption... arg2) {
        this.causes = java.util.List.of(arg2);
    }

    public java.util.List<jenkins.model.CauseOfInterruption> getCauses() {
        return causes;
    }
}
