package hudson;

public abstract class Plugin
        implements jenkins.model.Loadable, hudson.model.Saveable, org.kohsuke.stapler.StaplerProxy {
    protected Plugin() {}

    public void start() throws java.lang.Exception {}

    public void stop() throws java.lang.Exception {}

    public void load() throws java.io.IOException {}

    public void save() throws java.io.IOException {}

    public java.lang.Object getTarget() {
        return null;
    }
}
