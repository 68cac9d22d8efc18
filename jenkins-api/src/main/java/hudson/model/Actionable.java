package hudson.model;

public abstract class Actionable extends hudson.model.AbstractModelObject
        implements jenkins.model.ModelObjectWithContextMenu {
    public Actionable() {}

    public void addAction(hudson.model.Action arg0) {}

    public <T extends hudson.model.Action> T getAction(java.lang.Class<T> arg0) {
        return null;
    }
}
