package hudson.util;

public abstract class FormValidation extends java.io.IOException implements org.kohsuke.stapler.HttpResponse {
    public static hudson.util.FormValidation error(java.lang.String arg0) {
        return null;
    }

    public static hudson.util.FormValidation ok(java.lang.String arg0) {
        return null;
    }

    public static hudson.util.FormValidation ok() {
        return null;
    }

    public void generateResponse(
            org.kohsuke.stapler.StaplerRequest2 arg0, org.kohsuke.stapler.StaplerResponse2 arg1, java.lang.Object arg2)
            throws java.io.IOException, jakarta.servlet.ServletException {}

    public abstract java.lang.String renderHtml();

    FormValidation() {}
}
