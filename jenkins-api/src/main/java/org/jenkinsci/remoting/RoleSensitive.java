package org.jenkinsci.remoting;

public interface RoleSensitive {
    void checkRoles(org.jenkinsci.remoting.RoleChecker arg0) throws java.lang.SecurityException;
}
