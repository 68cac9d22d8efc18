package hudson.security;

public final class PermissionGroup
        implements java.lang.Iterable<hudson.security.Permission>,
                java.lang.Comparable<hudson.security.PermissionGroup> {
    public final java.lang.Class owner = null;

    public PermissionGroup(java.lang.Class arg0, org.jvnet.localizer.Localizable arg1)
            throws java.lang.IllegalStateException {}

    public java.lang.String getId() {
        return null;
    }

    public java.util.Iterator<hudson.security.Permission> iterator() {
        return null;
    }

    public int compareTo(hudson.security.PermissionGroup arg0) {
        return 0;
    }

    public boolean equals(java.lang.Object arg0) {
        return false;
    }

    public int hashCode() {
        return 0;
    }

    public int size() {
        return 0;
    }

    public java.lang.String toString() {
        return null;
    }

    public static hudson.security.PermissionGroup get(java.lang.Class arg0) {
        return null;
    }
}
