package hudson.model;

public class CauseAction implements hudson.model.queue.FoldableAction, jenkins.model.RunAction2 {
    public CauseAction(hudson.model.Cause arg0) {}

    public CauseAction(java.util.Collection<? extends hudson.model.Cause> arg0) {}

    public java.lang.String getDisplayName() {
        return null;
    }

    public java.lang.String getIconFileName() {
        return null;
    }

    public java.lang.String getUrlName() {
        return null;
    }

    public java.lang.String getShortDescription() {
        return null;
    }

    public void onLoad(hudson.model.Run<?, ?> arg0) {}

    public void onAttached(hudson.model.Run<?, ?> arg0) {}
}
