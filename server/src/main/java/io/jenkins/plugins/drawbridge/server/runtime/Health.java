package io.jenkins.plugins.drawbridge.server.runtime;

/** How something is, in one word; pages show a mark and the word. */
public enum Health {
    /** As wanted. */
    OK("ok", 2),
    /** On its way: starting, rolling out, ending. */
    PROGRESSING("in progress", 1),
    /** Something is wrong and will not mend itself. */
    FAILING("failing", 0),
    /** Nothing is wanted of it: scaled to nothing, suspended, or done. */
    IDLE("idle", 3);

    private final String word;
    private final int urgency;

    Health(String word, int urgency) {
        this.word = word;
        this.urgency = urgency;
    }

    /** The smaller, the sooner somebody should look. */
    public int urgency() {
        return urgency;
    }

    public String word() {
        return word;
    }
}
