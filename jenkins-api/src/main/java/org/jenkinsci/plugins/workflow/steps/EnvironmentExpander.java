package org.jenkinsci.plugins.workflow.steps;

public abstract class EnvironmentExpander implements java.io.Serializable {
    public EnvironmentExpander() {}

    public abstract void expand(hudson.EnvVars arg0) throws java.io.IOException, java.lang.InterruptedException;

    public java.util.Set<java.lang.String> getSensitiveVariables() {
        return java.util.Set.of();
    }
}
