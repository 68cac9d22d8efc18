package org.kohsuke.stapler;

public interface StaplerRequest2 extends jakarta.servlet.http.HttpServletRequest {
    void bindJSON(java.lang.Object arg0, net.sf.json.JSONObject arg1);
}
