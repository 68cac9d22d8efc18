package hudson.model;

public abstract class JobPropertyDescriptor extends hudson.model.Descriptor<hudson.model.JobProperty<?>> {
    protected JobPropertyDescriptor() {}

    public static java.util.Collection<hudson.model.JobPropertyDescriptor> all() {
        return null;
    }
}
