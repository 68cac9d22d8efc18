package hudson.model;

public abstract class Job<JobT extends hudson.model.Job<JobT, RunT>, RunT extends hudson.model.Run<JobT, RunT>>
        extends hudson.model.AbstractItem
        implements hudson.ExtensionPoint,
                org.kohsuke.stapler.StaplerOverridable,
                jenkins.model.ModelObjectWithChildren,
                jenkins.widgets.HasWidgets {
    protected Job(hudson.model.ItemGroup arg0, java.lang.String arg1) {
        super((hudson.model.ItemGroup) null, (java.lang.String) null);
    }

    public void save() throws java.io.IOException {}

    public boolean isBuilding() {
        return false;
    }

    public java.util.Map<hudson.model.JobPropertyDescriptor, hudson.model.JobProperty<? super JobT>> getProperties() {
        return null;
    }

    public <T extends hudson.model.JobProperty> T getProperty(java.lang.Class<T> arg0) {
        return null;
    }

    public abstract boolean isBuildable();

    public hudson.util.RunList<RunT> getBuilds() {
        return null;
    }

    public RunT getBuildByNumber(int arg0) {
        return null;
    }

    public RunT getLastBuild() {
        return null;
    }

    public RunT getLastSuccessfulBuild() {
        return null;
    }

    public RunT getLastCompletedBuild() {
        return null;
    }
}
