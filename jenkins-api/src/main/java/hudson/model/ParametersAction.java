package hudson.model;

public class ParametersAction
        implements jenkins.model.RunAction2,
                java.lang.Iterable<hudson.model.ParameterValue>,
                hudson.model.Queue.QueueAction,
                hudson.model.EnvironmentContributingAction,
                hudson.model.labels.LabelAssignmentAction {
    public ParametersAction(java.util.List<hudson.model.ParameterValue> arg0) {}

    public ParametersAction(
            java.util.List<hudson.model.ParameterValue> arg0, java.util.Collection<java.lang.String> arg1) {}

    public java.util.Iterator<hudson.model.ParameterValue> iterator() {
        return null;
    }

    public java.util.List<hudson.model.ParameterValue> getParameters() {
        return null;
    }

    public java.util.List<hudson.model.ParameterValue> getAllParameters() {
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

    public void onAttached(hudson.model.Run<?, ?> arg0) {}

    public void onLoad(hudson.model.Run<?, ?> arg0) {}
}
