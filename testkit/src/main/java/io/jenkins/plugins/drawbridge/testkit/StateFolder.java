package io.jenkins.plugins.drawbridge.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The files in which {@code dev/kube} and {@code dev/bastion} say where their servers are and how to get in. */
record StateFolder(Path folder, Kind kind) {

    /** With {@code true} here, a test that cannot meet a real server fails instead of being left out. */
    static final String REQUIRED = "DRAWBRIDGE_REQUIRE_REAL";

    private static final Set<Kind> TOLD = ConcurrentHashMap.newKeySet();

    /** What runs there, the setting that names the folder, the command that makes one, and a file that every one has. */
    record Kind(String what, String setting, String command, String witness) {}

    static Optional<StateFolder> find(Kind kind) {
        Optional<StateFolder> found = find(kind, StateFolder::setting);
        if (found.isEmpty() && TOLD.add(kind)) {
            System.err.printf(
                    "LEFT OUT: tests against %s, because %s is not set. To run them: eval \"$(%s up)\"%n",
                    kind.what(), kind.setting(), kind.command());
        }
        return found;
    }

    static Optional<StateFolder> find(Kind kind, Function<String, @Nullable String> settings) {
        String folder = settings.apply(kind.setting());
        if (folder != null && !folder.isBlank()) {
            return Optional.of(new StateFolder(Path.of(folder), kind).checked());
        }
        if ("true".equals(settings.apply(REQUIRED))) {
            throw new IllegalStateException("%s is true, but %s is not set: run eval \"$(%s up)\" first"
                    .formatted(REQUIRED, kind.setting(), kind.command()));
        }
        return Optional.empty();
    }

    /** A file's text without the white space around it. */
    String line(String file) {
        return text(file).strip();
    }

    String text(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot read " + folder.resolve(file), problem);
        }
    }

    int port(String file) {
        return Integer.parseInt(line(file));
    }

    private StateFolder checked() {
        if (!Files.isReadable(folder.resolve(kind.witness()))) {
            throw new IllegalStateException("%s names %s, where nothing runs: run %s up %s"
                    .formatted(kind.setting(), folder, kind.command(), folder));
        }
        return this;
    }

    private static @Nullable String setting(String name) {
        return System.getProperty(name, System.getenv(name));
    }
}
