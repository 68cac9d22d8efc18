package hudson.util;

public class ListBoxModel extends java.util.ArrayList<hudson.util.ListBoxModel.Option>
        implements org.kohsuke.stapler.HttpResponse {
    public ListBoxModel(int arg0) {}

    public ListBoxModel() {}

    public ListBoxModel(java.util.Collection<hudson.util.ListBoxModel.Option> arg0) {}

    public void add(java.lang.String arg0, java.lang.String arg1) {}

    public void generateResponse(
            org.kohsuke.stapler.StaplerRequest2 arg0, org.kohsuke.stapler.StaplerResponse2 arg1, java.lang.Object arg2)
            throws java.io.IOException, jakarta.servlet.ServletException {}

    public static final class Option {
        public java.lang.String name;
        public java.lang.String value;

        public Option(java.lang.String arg0) {}

        public java.lang.String toString() {
            return null;
        }
    }
}
