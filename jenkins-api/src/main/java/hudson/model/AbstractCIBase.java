package hudson.model;

public abstract class AbstractCIBase extends hudson.model.Node
        implements hudson.model.ItemGroup<hudson.model.TopLevelItem>,
                org.kohsuke.stapler.StaplerProxy,
                hudson.model.ViewGroup,
                hudson.security.AccessControlled,
                hudson.model.DescriptorByNameOwner {
    public AbstractCIBase() {}

    public java.lang.String getNodeName() {
        return null;
    }

    public java.lang.String getUrl() {
        return null;
    }

    public abstract hudson.model.Queue getQueue();
}
