package org.jvnet.hudson.reactor;

/** A name only: nothing of it is used. */
public class ReactorException extends java.lang.Exception {}
