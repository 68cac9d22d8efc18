package hudson.model;

public abstract class JobPropertyDescriptor extends hudson.model.Descriptor<hudson.model.JobProperty<?>> {
    protected JobPropertyDescriptor(java.lang.Class<? extends hudson.model.JobProperty<?>> arg0) {}

    protected JobPropertyDescriptor() {}

    public hudson.model.JobProperty<?> newInstance(
            org.kohsuke.stapler.StaplerRequest2 arg0, net.sf.json.JSONObject arg1)
            throws hudson.model.Descriptor.FormException {
        return null;
    }

    public static java.util.Collection<hudson.model.JobPropertyDescriptor> all() {
        return null;
    }
}
