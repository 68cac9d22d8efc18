package org.kohsuke.stapler;

public interface StaplerRequest2 extends jakarta.servlet.http.HttpServletRequest {
    java.lang.String getRestOfPath();

    <T> T bindJSON(java.lang.Class<T> arg0, net.sf.json.JSONObject arg1);

    void bindJSON(java.lang.Object arg0, net.sf.json.JSONObject arg1);
}
