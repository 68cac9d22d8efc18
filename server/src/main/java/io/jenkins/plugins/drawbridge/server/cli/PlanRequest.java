package io.jenkins.plugins.drawbridge.server.cli;

import io.jenkins.plugins.drawbridge.engine.manifest.interpolate.Variables;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Say what a deploy would do.
 *
 * @param variables what fills the placeholders in the files; null: they are left alone
 */
public record PlanRequest(
        Target target,
        ManifestInput manifests,
        @Nullable Variables variables,
        DeployChoices choices,
        OutputFormat format) {

    public List<String> filenames() {
        return manifests.filenames();
    }
}
