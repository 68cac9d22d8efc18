package io.jenkins.plugins.drawbridge.server.cli;

import io.jenkins.plugins.drawbridge.engine.manifest.interpolate.Variables;
import java.nio.file.Path;
import java.util.List;

/**
 * Fill the placeholders of files.
 *
 * @param filenames files and folders; {@code -} alone is standard input
 * @param allowMissing warn of a path that is not there, rather than refuse it
 * @param out folder the results are written to
 */
public record InterpolateRequest(List<String> filenames, boolean allowMissing, Variables variables, Path out) {

    public InterpolateRequest {
        filenames = List.copyOf(filenames);
    }
}
