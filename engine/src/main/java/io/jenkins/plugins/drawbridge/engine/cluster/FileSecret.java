package io.jenkins.plugins.drawbridge.engine.cluster;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.Secret;
import java.nio.file.Path;

/**
 * A secret in a file, at most 1 MiB of UTF-8, white space at its end left out. Read at every use, so a renewed token is
 * seen at once. Prints the path only.
 */
public final class FileSecret implements SecretSource {

    private static final int MOST_BYTES = 1024 * 1024;

    private final Path file;

    public FileSecret(Path file) {
        this.file = file;
    }

    @Override
    public Secret read() {
        String text = TextFile.read(file, MOST_BYTES).stripTrailing();
        if (text.isEmpty()) {
            throw new InputException("the file " + file + " is empty; a secret was expected in it");
        }
        return Secret.of(text);
    }

    @Override
    public String toString() {
        return "file " + file;
    }
}
