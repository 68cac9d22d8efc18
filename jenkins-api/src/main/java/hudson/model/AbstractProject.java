package hudson.model;

/** A name only: nothing of it is used. */
public class AbstractProject<T1, T2> {}
