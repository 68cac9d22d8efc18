package hudson.security;

public final class Permission {
    public final java.lang.Class owner = null;
    public final java.lang.String name = (java.lang.String) null;
    public static final hudson.security.Permission READ = null;
    public static final hudson.security.Permission WRITE = null;
    public static final hudson.security.Permission CREATE = null;
    public static final hudson.security.Permission CONFIGURE = null;

    public Permission(hudson.security.PermissionGroup arg0, java.lang.String arg1, hudson.security.Permission arg2) {}

    public java.lang.String getId() {
        return null;
    }

    public boolean equals(java.lang.Object arg0) {
        return false;
    }

    public int hashCode() {
        return 0;
    }

    public java.lang.String toString() {
        return null;
    }
}
