package io.jenkins.plugins.drawbridge.testkit.console;

import java.util.List;

/**
 * A deploy as the Console saw it, by polling.
 *
 * @param status the last one: {@code success}, {@code failed}, {@code canceled}, {@code skipped}; or one that is not final
 *     if patience ended first
 * @param seen each status once, in order
 * @param number of the build; 0 if none was seen
 * @param build URL of the build; empty if none was seen
 * @param requests how often it asked
 */
public record Followed(String status, List<String> seen, int number, String build, int requests) {

    public Followed {
        seen = List.copyOf(seen);
    }

    public boolean isFinal() {
        return !status.equals("pending") && !status.equals("running");
    }
}
