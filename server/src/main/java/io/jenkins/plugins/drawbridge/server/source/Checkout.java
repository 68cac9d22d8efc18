package io.jenkins.plugins.drawbridge.server.source;

import java.nio.file.Path;
import java.util.List;

/**
 * The files of one commit in a folder of their own, which closing deletes.
 *
 * @param leftOut links and submodules, which are not written
 */
public record Checkout(Path folder, Commit commit, List<String> leftOut) implements AutoCloseable {

    @Override
    public void close() {
        Folders.delete(folder);
    }
}
