package hudson;

/** A name only: nothing of it is used. */
public class ExtensionComponent<T> {}
