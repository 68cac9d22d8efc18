package hudson.model;

public abstract class Descriptor<T extends hudson.model.Describable<T>>
        implements jenkins.model.Loadable, hudson.model.Saveable, jenkins.util.io.OnMaster {
    protected Descriptor(java.lang.Class<? extends T> arg0) {}

    protected Descriptor() {}

    public java.lang.String getDisplayName() {
        return null;
    }

    public java.lang.String getId() {
        return null;
    }

    public T newInstance(org.kohsuke.stapler.StaplerRequest2 arg0, net.sf.json.JSONObject arg1)
            throws hudson.model.Descriptor.FormException {
        return null;
    }

    public boolean configure(org.kohsuke.stapler.StaplerRequest2 arg0, net.sf.json.JSONObject arg1)
            throws hudson.model.Descriptor.FormException {
        return false;
    }

    public void save() {}

    public void load() {}

    public static <T> java.util.List<T> toList(T... arg0) {
        return null;
    }

    public static final class FormException extends java.lang.Exception implements org.kohsuke.stapler.HttpResponse {
        public FormException(java.lang.String arg0, java.lang.String arg1) {
            super(arg0);
        }

        public void generateResponse(
                org.kohsuke.stapler.StaplerRequest2 arg0,
                org.kohsuke.stapler.StaplerResponse2 arg1,
                java.lang.Object arg2)
                throws java.io.IOException, jakarta.servlet.ServletException {}
    }
}
