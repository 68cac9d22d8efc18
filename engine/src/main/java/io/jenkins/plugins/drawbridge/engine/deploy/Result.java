package io.jenkins.plugins.drawbridge.engine.deploy;

/** How a whole run ended; the words of the report, and the Console's where it has one. */
public enum Result {
    /** A plan or a dry run; nothing was to be carried out. */
    PLANNED("planned"),
    SUCCESS("success"),
    FAILED("failed"),
    /** Interrupted by a signal or a person. */
    CANCELED("canceled");

    private final String word;

    Result(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
