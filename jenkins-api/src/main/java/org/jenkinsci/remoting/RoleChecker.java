package org.jenkinsci.remoting;

/** A name only: nothing of it is used. */
public interface RoleChecker {}
