package jenkins.model;

public class Jenkins extends hudson.model.AbstractCIBase
        implements jenkins.model.DirectlyModifiableTopLevelItemGroup,
                org.kohsuke.stapler.StaplerProxy,
                hudson.model.ModifiableViewGroup,
                hudson.security.AccessControlled,
                hudson.model.DescriptorByNameOwner,
                jenkins.model.ModelObjectWithContextMenu,
                jenkins.model.ModelObjectWithChildren,
                jenkins.util.io.OnMaster,
                jenkins.model.Loadable {
    public final java.io.File root = null;
    public static final hudson.security.Permission ADMINISTER = null;
    public static final hudson.security.Permission READ = null;

    public static jenkins.model.Jenkins get() throws java.lang.IllegalStateException {
        return null;
    }

    public static jenkins.model.Jenkins getInstance() {
        return null;
    }

    protected Jenkins(java.io.File arg0, jakarta.servlet.ServletContext arg1)
            throws java.io.IOException, java.lang.InterruptedException, org.jvnet.hudson.reactor.ReactorException {}

    public hudson.Plugin getPlugin(java.lang.String arg0) {
        return null;
    }

    public java.lang.String getFullName() {
        return null;
    }

    public hudson.model.Queue getQueue() {
        return null;
    }

    public java.lang.String getDisplayName() {
        return null;
    }

    public int getQuietPeriod() {
        return 0;
    }

    public java.lang.String getRootUrl() throws java.lang.IllegalStateException {
        return null;
    }

    public java.io.File getRootDir() {
        return null;
    }

    public <T extends hudson.model.Item> T getItemByFullName(java.lang.String arg0, java.lang.Class<T> arg1)
            throws org.springframework.security.access.AccessDeniedException {
        return null;
    }

    public void load() throws java.io.IOException {}

    public void save() throws java.io.IOException {}

    public java.lang.Object getDynamic(java.lang.String arg0) {
        return null;
    }

    public java.lang.Object getTarget() {
        return null;
    }
}
