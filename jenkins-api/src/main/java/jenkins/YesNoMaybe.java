package jenkins;

/** A name only: nothing of it is used. */
public enum YesNoMaybe {
    YES,
    NO,
    MAYBE
}
