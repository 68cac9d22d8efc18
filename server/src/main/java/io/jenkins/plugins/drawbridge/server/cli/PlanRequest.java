package io.jenkins.plugins.drawbridge.server.cli;

import java.util.List;

/**
 * Say what a deploy would do.
 *
 * @param filenames files and folders as the engine's manifest reader takes them; {@code -} is standard input
 */
public record PlanRequest(Target target, List<String> filenames, DeployChoices choices, OutputFormat format) {

    public PlanRequest {
        filenames = List.copyOf(filenames);
    }
}
