package io.jenkins.plugins.drawbridge.engine.manifest;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the files that {@code -f} names: order as given, inside a folder lexical and recursive. A link to a folder is
 * not followed; a link to a file outside the given folder is a fault. Used once, by one thread.
 */
final class ManifestFiles {

    private static final int DEEPEST_FOLDER = 50;
    private static final List<String> EXTENSIONS = List.of(".yaml", ".yml", ".json");

    private final ManifestLimits limits;
    private final Faults faults;
    private final List<Found> found = new ArrayList<>();
    private int seen;

    ManifestFiles(ManifestLimits limits, Faults faults) {
        this.limits = limits;
        this.faults = faults;
    }

    /** @param name as the user named it, the path inside the folder appended */
    record Found(String name, Path path) {}

    List<Found> find(List<String> filenames) {
        filenames.forEach(this::start);
        return found;
    }

    private void start(String filename) {
        try {
            Path path = Path.of(filename);
            if (Files.isDirectory(path)) {
                String prefix = filename.endsWith("/") ? filename : filename + "/";
                new Folder(prefix, path.toRealPath(), ignoreFile(path)).walk(path.toRealPath(), "", 0);
            } else if (!Files.exists(path)) {
                faults.add(filename + ": no such file or folder.");
            } else if (!isManifest(filename)) {
                faults.add(filename + ": is no .yaml, .yml or .json file; rename it, or leave it out.");
            } else {
                found.add(new Found(filename, path));
            }
        } catch (InvalidPathException e) {
            faults.add("\"" + filename + "\" is no file name: " + e.getReason() + ".");
        } catch (InputException e) {
            faults.add(filename + ": " + e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            faults.add(filename + ": cannot be read: " + e.getMessage());
        }
    }

    private static IgnoreFile ignoreFile(Path folder) throws IOException {
        Path file = folder.resolve(IgnoreFile.NAME);
        boolean usable = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= 64 * 1024;
        return usable ? IgnoreFile.parse(Files.readString(file)) : IgnoreFile.NONE;
    }

    private static boolean isManifest(String name) {
        return EXTENSIONS.stream().anyMatch(name::endsWith);
    }

    /** One folder given by the user. */
    private final class Folder {

        private final String prefix;
        private final Path root;
        private final IgnoreFile ignored;

        private Folder(String prefix, Path root, IgnoreFile ignored) {
            this.prefix = prefix;
            this.root = root;
            this.ignored = ignored;
        }

        private void walk(Path folder, String below, int depth) throws IOException {
            if (depth > DEEPEST_FOLDER) {
                faults.add(prefix + below + ": folders are nested deeper than " + DEEPEST_FOLDER + ".");
                return;
            }
            for (Path entry : entries(folder)) {
                String name = below + entry.getFileName();
                boolean isFolder = Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
                if (ignored.ignores(name, isFolder)) {
                    continue;
                }
                if (isFolder) {
                    walk(entry, name + "/", depth + 1);
                } else if (isManifest(name)) {
                    file(entry, name);
                }
            }
        }

        private List<Path> entries(Path folder) throws IOException {
            try (Stream<Path> entries = Files.list(folder)) {
                List<Path> sorted = entries.limit(limits.files() + 1L)
                        .sorted(Comparator.comparing(entry -> String.valueOf(entry.getFileName())))
                        .toList();
                seen += sorted.size();
                if (seen <= limits.files()) {
                    return sorted;
                }
                faults.add(prefix + ": holds more than " + limits.files() + " files; name a smaller folder.");
                return List.of();
            }
        }

        private void file(Path entry, String name) throws IOException {
            if (!Files.isSymbolicLink(entry)) {
                found.add(new Found(prefix + name, entry));
            } else if (!Files.exists(entry)) {
                faults.add(prefix + name + ": is a link to nothing.");
            } else if (!entry.toRealPath().startsWith(root)) {
                faults.add(prefix + name + ": is a link that leads out of " + prefix + "; put the file itself there.");
            } else if (!Files.isDirectory(entry)) {
                found.add(new Found(prefix + name, entry));
            }
        }
    }
}
