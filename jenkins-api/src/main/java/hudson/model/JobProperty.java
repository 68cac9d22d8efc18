package hudson.model;

public abstract class JobProperty<J extends hudson.model.Job<?, ?>>
        implements hudson.model.ReconfigurableDescribable<hudson.model.JobProperty<?>>,
                hudson.tasks.BuildStep,
                hudson.ExtensionPoint {
    protected J owner;

    public JobProperty() {}

    public boolean prebuild(hudson.model.AbstractBuild<?, ?> arg0, hudson.model.BuildListener arg1) {
        return false;
    }

    public boolean perform(hudson.model.AbstractBuild<?, ?> arg0, hudson.Launcher arg1, hudson.model.BuildListener arg2)
            throws java.lang.InterruptedException, java.io.IOException {
        return false;
    }

    public final hudson.model.Action getProjectAction(hudson.model.AbstractProject<?, ?> arg0) {
        return null;
    }

    public final java.util.Collection<? extends hudson.model.Action> getProjectActions(
            hudson.model.AbstractProject<?, ?> arg0) {
        return null;
    }
}
