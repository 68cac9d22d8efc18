package hudson.model;

public abstract class SimpleParameterDefinition extends hudson.model.ParameterDefinition {
    protected SimpleParameterDefinition(java.lang.String arg0) {
        super((java.lang.String) null);
    }

    protected SimpleParameterDefinition(java.lang.String arg0, java.lang.String arg1) {
        super((java.lang.String) null);
    }

    public abstract hudson.model.ParameterValue createValue(java.lang.String arg0);

    public final hudson.model.ParameterValue createValue(org.kohsuke.stapler.StaplerRequest2 arg0) {
        return null;
    }
}
