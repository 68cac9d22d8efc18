package io.jenkins.plugins.drawbridge.engine.kube;

/** What a request does, as reports count it. */
public enum Verb {
    LIST("list"),
    GET("get"),
    DRY_RUN("dryRun"),
    APPLY("apply"),
    DELETE("delete"),
    WATCH("watch"),
    CREATE("create"),
    UPDATE("update"),
    /** Discovery, version, access reviews. */
    ASK("ask"),
    LOG("log");

    private final String word;

    Verb(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
