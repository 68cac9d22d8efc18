package io.jenkins.plugins.drawbridge.server.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of one commit in a folder of their own, which closing deletes.
 *
 * @param leftOut links and submodules, which are not written
 */
public record Checkout(Path folder, Commit commit, List<String> leftOut) implements AutoCloseable {

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException left) {
            // The folder of workspaces is emptied at the next start.
        }
    }
}
