package org.kohsuke.stapler;

public interface HttpResponse {
    default void generateResponse(
            org.kohsuke.stapler.StaplerRequest2 arg0, org.kohsuke.stapler.StaplerResponse2 arg1, java.lang.Object arg2)
            throws java.io.IOException, jakarta.servlet.ServletException {}
}
