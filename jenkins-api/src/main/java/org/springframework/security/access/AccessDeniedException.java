package org.springframework.security.access;

/** A name only: nothing of it is used. */
public class AccessDeniedException extends java.lang.RuntimeException {}
