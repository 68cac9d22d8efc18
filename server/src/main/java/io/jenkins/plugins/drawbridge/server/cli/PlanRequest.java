package io.jenkins.plugins.drawbridge.server.cli;

import io.jenkins.plugins.drawbridge.engine.manifest.interpolate.Variables;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Say what a deploy would do.
 *
 * @param filenames files and folders as the engine's manifest reader takes them; {@code -} is standard input
 * @param variables what fills the placeholders in the files; null: they are left alone
 */
public record PlanRequest(
        Target target,
        List<String> filenames,
        @Nullable Variables variables,
        DeployChoices choices,
        OutputFormat format) {

    public PlanRequest {
        filenames = List.copyOf(filenames);
    }
}
