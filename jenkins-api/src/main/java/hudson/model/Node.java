package hudson.model;

public abstract class Node extends hudson.model.AbstractModelObject
        implements hudson.model.ReconfigurableDescribable<hudson.model.Node>,
                hudson.ExtensionPoint,
                hudson.security.AccessControlled,
                jenkins.util.io.OnMaster,
                hudson.model.PersistenceRoot {
    public Node() {}

    public java.lang.String getDisplayName() {
        return null;
    }

    public void save() throws java.io.IOException {}

    public abstract java.lang.String getNodeName();

    public java.io.File getRootDir() {
        return null;
    }
}
