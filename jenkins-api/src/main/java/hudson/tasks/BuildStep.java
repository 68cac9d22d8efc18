package hudson.tasks;

public interface BuildStep {
    boolean prebuild(hudson.model.AbstractBuild<?, ?> arg0, hudson.model.BuildListener arg1);

    boolean perform(hudson.model.AbstractBuild<?, ?> arg0, hudson.Launcher arg1, hudson.model.BuildListener arg2)
            throws java.lang.InterruptedException, java.io.IOException;

    hudson.model.Action getProjectAction(hudson.model.AbstractProject<?, ?> arg0);

    java.util.Collection<? extends hudson.model.Action> getProjectActions(hudson.model.AbstractProject<?, ?> arg0);
}
