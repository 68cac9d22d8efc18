package hudson.model;

public abstract class AsyncPeriodicWork extends hudson.model.PeriodicWork {
    public final java.lang.String name = (java.lang.String) null;

    protected AsyncPeriodicWork(java.lang.String arg0) {}

    public final void doRun() {}

    protected java.util.logging.Level getNormalLoggingLevel() {
        return null;
    }

    protected abstract void execute(hudson.model.TaskListener arg0)
            throws java.io.IOException, java.lang.InterruptedException;
}
