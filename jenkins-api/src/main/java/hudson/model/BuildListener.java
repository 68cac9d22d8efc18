package hudson.model;

/** A name only: nothing of it is used. */
public class BuildListener {}
