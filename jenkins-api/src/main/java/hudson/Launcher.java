package hudson;

public abstract class Launcher {
    protected final hudson.model.TaskListener listener = null;
    protected final hudson.remoting.VirtualChannel channel = null;

    protected Launcher(hudson.Launcher arg0) {}
}
