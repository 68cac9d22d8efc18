package hudson.model;

public abstract class AbstractItem extends hudson.model.Actionable
        implements jenkins.model.Loadable,
                hudson.model.Item,
                org.kohsuke.stapler.HttpDeletable,
                hudson.security.AccessControlled,
                hudson.model.DescriptorByNameOwner,
                org.kohsuke.stapler.StaplerProxy {
    protected java.lang.String name;

    protected AbstractItem(hudson.model.ItemGroup arg0, java.lang.String arg1) {}

    public java.lang.String getName() {
        return null;
    }

    public java.lang.String getDisplayName() {
        return null;
    }

    public java.io.File getRootDir() {
        return null;
    }

    public hudson.model.ItemGroup getParent() {
        return null;
    }

    public final java.lang.String getFullName() {
        return null;
    }

    public final java.lang.String getUrl() {
        return null;
    }

    public void save() throws java.io.IOException {}

    public void load() throws java.io.IOException {}

    public java.lang.String toString() {
        return null;
    }

    public java.lang.Object getTarget() {
        return null;
    }
}
