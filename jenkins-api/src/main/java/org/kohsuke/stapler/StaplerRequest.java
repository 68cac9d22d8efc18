package org.kohsuke.stapler;

/** A name only: nothing of it is used. */
public class StaplerRequest {}
