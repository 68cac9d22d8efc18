package io.jenkins.plugins.drawbridge.server.runtime;

/** How something is, in one word; pages show a mark and the word. */
public enum Health {
    /** As wanted. */
    OK("ok"),
    /** On its way: starting, rolling out, ending. */
    PROGRESSING("in progress"),
    /** Something is wrong and will not mend itself. */
    FAILING("failing"),
    /** Nothing is wanted of it: scaled to nothing, suspended, or done. */
    IDLE("idle");

    private final String word;

    Health(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
