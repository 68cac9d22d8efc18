package hudson.model;

/** A name only: nothing of it is used. */
public class AbstractBuild<T1, T2> {}
