package hudson.model.listeners;

public abstract class RunListener<R extends hudson.model.Run> implements hudson.ExtensionPoint {
    protected RunListener(java.lang.Class<R> arg0) {}

    protected RunListener() {}

    public void onFinalized(R arg0) {}

    public void onStarted(R arg0, hudson.model.TaskListener arg1) {}
}
