package hudson.model;

public abstract class Run<JobT extends hudson.model.Job<JobT, RunT>, RunT extends hudson.model.Run<JobT, RunT>>
        extends hudson.model.Actionable
        implements hudson.ExtensionPoint,
                java.lang.Comparable<RunT>,
                hudson.security.AccessControlled,
                hudson.model.PersistenceRoot,
                hudson.model.DescriptorByNameOwner,
                jenkins.util.io.OnMaster,
                org.kohsuke.stapler.StaplerProxy,
                jenkins.model.HistoricalBuild,
                jenkins.console.WithConsoleUrl {
    protected final JobT project = null;
    public int number;
    protected long timestamp;
    protected hudson.model.Result result;
    protected long duration;

    protected Run(JobT arg0) throws java.io.IOException {}

    protected void onLoad() {}

    public void addAction(hudson.model.Action arg0) {}

    public hudson.model.Result getResult() {
        return null;
    }

    public boolean isBuilding() {
        return false;
    }

    public java.util.List<hudson.model.Cause> getCauses() {
        return null;
    }

    public JobT getParent() {
        return null;
    }

    public long getDuration() {
        return 0;
    }

    public java.lang.String toString() {
        return null;
    }

    public java.lang.String getDisplayName() {
        return null;
    }

    public int getNumber() {
        return 0;
    }

    public java.lang.String getUrl() {
        return null;
    }

    public java.lang.String getId() {
        return null;
    }

    public java.io.File getRootDir() {
        return null;
    }

    public void save() throws java.io.IOException {}

    public java.lang.String getExternalizableId() {
        return null;
    }

    public java.lang.Object getTarget() {
        return null;
    }
}
