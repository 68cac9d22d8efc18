package hudson.security;

public interface AccessControlled {
    default void checkPermission(hudson.security.Permission arg0)
            throws org.springframework.security.access.AccessDeniedException {}

    default boolean hasPermission(hudson.security.Permission arg0) {
        return false;
    }
}
