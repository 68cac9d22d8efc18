package io.jenkins.plugins.drawbridge.server.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the manifests of a plan or a deploy come from: files, or a kustomization.
 *
 * @param filenames files and folders as the engine's manifest reader takes them; {@code -} is standard input
 * @param kustomization the folder that is built; then there are no file names
 */
public record ManifestInput(List<String> filenames, @Nullable String kustomization) {

    public ManifestInput {
        filenames = List.copyOf(filenames);
    }
}
