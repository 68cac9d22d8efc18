package io.jenkins.plugins.drawbridge.server.cli;

import java.util.Map;
import java.util.Properties;

/**
 * What the launcher found out about the terminal, as Java cannot.
 *
 * @param stdin whether a person can answer
 * @param stdout whether a person reads along; then lines may be drawn over
 * @param columns width of a line
 * @param colours whether to colour
 */
public record Terminal(boolean stdin, boolean stdout, int columns, boolean colours) {

    private static final int USUAL_COLUMNS = 80;

    /** The words of {@code --color}. */
    public enum ColourMode {
        auto,
        always,
        never
    }

    /** From {@code drawbridge.terminal.*} of the launcher, {@code NO_COLOR} (no-color.org) and {@code TERM}. */
    public static Terminal of(Properties properties, Map<String, String> environment) {
        boolean stdout = Boolean.parseBoolean(properties.getProperty("drawbridge.terminal.stdout"));
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "").equals("dumb");
        return new Terminal(
                Boolean.parseBoolean(properties.getProperty("drawbridge.terminal.stdin")),
                stdout,
                columns(properties.getProperty("drawbridge.terminal.columns", "")),
                stdout && !plain);
    }

    private static int columns(String text) {
        return text.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(text) : USUAL_COLUMNS;
    }

    Terminal with(ColourMode mode) {
        return mode == ColourMode.auto ? this : new Terminal(stdin, stdout, columns, mode == ColourMode.always);
    }
}
