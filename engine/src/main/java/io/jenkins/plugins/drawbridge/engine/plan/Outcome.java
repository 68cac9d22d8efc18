package io.jenkins.plugins.drawbridge.engine.plan;

/** What a smart deploy would do to a service, in the Console's words (console contract, deploy page). */
public enum Outcome {
    DEPLOY("Deploy"),
    DELETE("Delete"),
    NO_UPDATE("No Update"),
    NO_INFO("No Info Available");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    /** The Console's word. */
    public String word() {
        return word;
    }
}
