package hudson.model;

public abstract class ParameterDefinition
        implements hudson.model.Describable<hudson.model.ParameterDefinition>,
                hudson.ExtensionPoint,
                java.io.Serializable {
    protected ParameterDefinition(java.lang.String arg0) {}

    protected ParameterDefinition(java.lang.String arg0, java.lang.String arg1) {}

    public java.lang.String getName() {
        return null;
    }

    public hudson.model.ParameterValue createValue(org.kohsuke.stapler.StaplerRequest2 arg0) {
        return null;
    }

    public hudson.model.ParameterValue createValue(org.kohsuke.stapler.StaplerRequest arg0) {
        return null;
    }

    public hudson.model.ParameterValue createValue(hudson.cli.CLICommand arg0, java.lang.String arg1)
            throws java.io.IOException, java.lang.InterruptedException {
        return null;
    }

    public hudson.model.ParameterValue getDefaultParameterValue() {
        return null;
    }

    public boolean isValid(hudson.model.ParameterValue arg0) {
        return false;
    }

    public int hashCode() {
        return 0;
    }

    public boolean equals(java.lang.Object arg0) {
        return false;
    }
}
