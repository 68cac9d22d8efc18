package org.jenkinsci.plugins.workflow.steps;

public abstract class StepDescriptor extends hudson.model.Descriptor<org.jenkinsci.plugins.workflow.steps.Step> {
    public StepDescriptor() {}

    public abstract java.util.Set<? extends java.lang.Class<?>> getRequiredContext();

    public abstract java.lang.String getFunctionName();

    public org.jenkinsci.plugins.workflow.steps.Step newInstance(java.util.Map<java.lang.String, java.lang.Object> arg0)
            throws java.lang.Exception {
        return null;
    }
}
