package io.jenkins.plugins.drawbridge.server.cli;

import io.jenkins.plugins.drawbridge.engine.manifest.interpolate.Variables;
import java.nio.file.Path;
import java.util.List;

/**
 * Make Secrets and ConfigMaps from descriptions.
 *
 * @param folder where the names of files in the descriptions start
 * @param out folder the results are written to
 */
public record GenerateRequest(List<String> configFiles, Variables variables, Path folder, Path out) {

    public GenerateRequest {
        configFiles = List.copyOf(configFiles);
    }
}
