package io.jenkins.plugins.drawbridge.webhook;

import hudson.model.Result;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a trigger stands, in the Console's words (console contract, 3.4). */
enum State {
    PENDING,
    RUNNING,
    SUCCESS,
    FAILED,
    CANCELED,
    SKIPPED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isFinal() {
        return this != PENDING && this != RUNNING;
    }

    /** Of a build that has ended. */
    static State of(@Nullable String result) {
        return switch (result == null ? "" : result) {
            case "SUCCESS" -> SUCCESS;
            case "ABORTED" -> CANCELED;
            case "NOT_BUILT" -> SKIPPED;
            default -> FAILED;
        };
    }

    static String word(@Nullable Result result) {
        return result == null ? "FAILURE" : result.toString();
    }
}
