package org.jenkinsci.plugins.workflow.steps;

public abstract class StepExecution implements java.io.Serializable {
    protected StepExecution() {}

    protected StepExecution(org.jenkinsci.plugins.workflow.steps.StepContext arg0) {}

    public org.jenkinsci.plugins.workflow.steps.StepContext getContext() {
        return null;
    }

    public abstract boolean start() throws java.lang.Exception;

    public void stop(java.lang.Throwable arg0) throws java.lang.Exception {}

    public void onResume() {}

    public java.lang.String getStatus() {
        return null;
    }
}
