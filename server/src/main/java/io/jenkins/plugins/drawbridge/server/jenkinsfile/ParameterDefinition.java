package io.jenkins.plugins.drawbridge.server.jenkinsfile;

import java.util.List;

/**
 * One of {@code parameters}.
 *
 * @param defaultValue {@code true} or {@code false} for a boolean; the first choice for a choice
 * @param choices empty unless it is a choice
 */
public record ParameterDefinition(
        String name, Kind kind, String defaultValue, List<String> choices, String description) {

    public enum Kind {
        STRING,
        TEXT,
        BOOLEAN,
        CHOICE
    }

    public ParameterDefinition {
        choices = List.copyOf(choices);
    }
}
