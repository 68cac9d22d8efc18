package io.jenkins.plugins.drawbridge.engine.manifest.interpolate;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Finds the files that {@code interpolate} and {@code generate} are given, by mlp's rules: names that end in
 * {@code .yaml} or {@code .yml}; of a folder what lies in it, not below. A link that leads out of its folder is refused.
 */
public final class TextFiles {

    private final ManifestLimits limits;
    private final Consumer<String> notes;
    private final boolean foldersToo;
    private final boolean missingToo;
    private final List<String> faults = new ArrayList<>();

    /**
     * @param notes told of what is left out
     * @param foldersToo folders stand for the files in them; else they are left out
     * @param missingToo what is not there is left out; else it is a fault
     */
    public TextFiles(ManifestLimits limits, Consumer<String> notes, boolean foldersToo, boolean missingToo) {
        this.limits = limits;
        this.notes = notes;
        this.foldersToo = foldersToo;
        this.missingToo = missingToo;
    }

    /**
     * The files in the order given, those of a folder in that of their names.
     *
     * @throws InputException with one line for each fault
     */
    public List<String> find(List<String> filenames) {
        List<String> found = new ArrayList<>();
        for (String filename : filenames) {
            try {
                Path path = Path.of(filename);
                if (Files.isDirectory(path) && foldersToo) {
                    found.addAll(in(path, filename.endsWith("/") ? filename : filename + "/"));
                } else {
                    add(found, filename, path);
                }
            } catch (InvalidPathException malformed) { // told with the other faults
                faults.add("\"" + filename + "\" is no file name: " + malformed.getReason() + ".");
            } catch (IOException unreadable) { // told with the other faults
                faults.add(filename + ": cannot be read: " + unreadable.getMessage());
            }
        }
        if (!faults.isEmpty()) {
            throw new InputException(String.join("\n", faults));
        }
        return found;
    }

    private void add(List<String> found, String filename, Path path) {
        if (Files.isDirectory(path)) {
            notes.accept(filename + ": is a folder; it is left out");
        } else if (!Files.exists(path)) {
            (missingToo ? notes : (Consumer<String>) faults::add).accept("no such file or directory: " + filename);
        } else if (!isText(filename)) {
            notes.accept(filename + ": is no .yaml or .yml file; it is left out");
        } else {
            found.add(filename);
        }
    }

    private List<String> in(Path folder, String prefix) throws IOException {
        Path root = folder.toRealPath();
        List<String> found = new ArrayList<>();
        try (Stream<Path> listed = Files.list(root)) {
            List<Path> entries = listed.limit(limits.files() + 1L).sorted().toList();
            if (entries.size() > limits.files()) {
                faults.add(prefix + ": holds more than " + limits.files() + " files; name a smaller folder.");
                return found;
            }
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (isText(name) && Files.exists(entry) && !Files.isDirectory(entry)) {
                    check(entry, root, prefix + name);
                    found.add(prefix + name);
                }
            }
        }
        return found;
    }

    private void check(Path entry, Path root, String name) throws IOException {
        if (!entry.toRealPath().startsWith(root)) {
            faults.add(name + ": is a link that leads out of its folder; put the file itself there.");
        }
    }

    private static boolean isText(String name) {
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }
}
