package hudson.model;

public class ParametersDefinitionProperty extends jenkins.model.OptionalJobProperty<hudson.model.Job<?, ?>>
        implements hudson.model.Action {
    public ParametersDefinitionProperty(java.util.List<hudson.model.ParameterDefinition> arg0) {}

    public java.util.List<hudson.model.ParameterDefinition> getParameterDefinitions() {
        return null;
    }

    public java.lang.String getDisplayName() {
        return null;
    }

    public java.lang.String getIconFileName() {
        return null;
    }

    public java.lang.String getUrlName() {
        return null;
    }
}
