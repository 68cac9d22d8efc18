package hudson.model;

public abstract class Cause {
    public Cause() {}

    public abstract java.lang.String getShortDescription();

    public void onLoad(hudson.model.Run<?, ?> arg0) {}

    public void onLoad(hudson.model.AbstractBuild<?, ?> arg0) {}
}
