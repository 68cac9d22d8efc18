package io.jenkins.plugins.drawbridge.server.run;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Writes files that may hold secrets: for their owner only, and each as a whole, under a name that lies in the folder. All
 * of them are on the disk before the first gets its name, so a full disk leaves the folder as it was.
 */
final class OutputFolder {

    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER = OutputFile.mode("rwx------");

    private final Path folder;
    private final Map<String, byte[]> contents = new LinkedHashMap<>();
    private final Map<String, String> sources = new LinkedHashMap<>();

    OutputFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * @param source what the file is made from, as the user knows it
     * @throws InputException if the name is no name of a file, or is taken
     */
    void add(String source, String name, byte[] content) {
        Path path = Path.of(name);
        if (path.getNameCount() != 1 || path.isAbsolute() || name.equals("..") || name.equals(".")) {
            throw new InputException(source + ": its result would be outside of " + folder);
        }
        if (contents.putIfAbsent(name, content) != null) {
            throw new InputException(source + " and " + sources.get(name) + " would both become " + folder.resolve(name)
                    + "; rename one, or write them to different folders");
        }
        sources.put(name, source);
    }

    /** @throws InputException if the folder cannot be written to; it is as before then */
    void write() {
        Map<Path, Path> places = new LinkedHashMap<>();
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, OWNERS_FOLDER);
            }
            for (Map.Entry<String, byte[]> content : contents.entrySet()) {
                Path place = folder.resolve(content.getKey());
                if (Files.isDirectory(place)) {
                    throw new InputException(place + " is a folder; remove it, or write to another one");
                }
                places.put(OutputFile.temporary(place, content.getValue()), place);
            }
            for (Map.Entry<Path, Path> place : places.entrySet()) {
                Files.move(place.getKey(), place.getValue(), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException failure) {
            throw new InputException(
                    folder + " cannot be written to (" + failure.getClass().getSimpleName() + ")", failure);
        } finally {
            places.keySet().forEach(OutputFile::remove);
        }
    }
}
