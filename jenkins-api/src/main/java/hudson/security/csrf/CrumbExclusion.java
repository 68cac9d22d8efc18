package hudson.security.csrf;

public abstract class CrumbExclusion implements hudson.ExtensionPoint {
    public CrumbExclusion() {}

    public boolean process(
            jakarta.servlet.http.HttpServletRequest arg0,
            jakarta.servlet.http.HttpServletResponse arg1,
            jakarta.servlet.FilterChain arg2)
            throws java.io.IOException, jakarta.servlet.ServletException {
        return false;
    }
}
