package hudson.security;

public abstract class ACL {
    public static final org.springframework.security.core.Authentication SYSTEM2 = null;

    public ACL() {}

    public final void checkPermission(hudson.security.Permission arg0) {}

    public final boolean hasPermission(hudson.security.Permission arg0) {
        return false;
    }

    public static hudson.security.ACLContext as2(org.springframework.security.core.Authentication arg0) {
        return null;
    }
}
