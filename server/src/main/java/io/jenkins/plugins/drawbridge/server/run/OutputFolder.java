package io.jenkins.plugins.drawbridge.server.run;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Writes files that may hold secrets: for their owner only, and each as a whole, under a name that lies in the folder. All
 * of them are on the disk before the first gets its name, so a full disk leaves the folder as it was.
 */
final class OutputFolder {

    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FILE = mode("rw-------");
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER = mode("rwx------");

    private final Path folder;
    private final Map<String, byte[]> contents = new LinkedHashMap<>();
    private final Map<String, String> sources = new LinkedHashMap<>();

    OutputFolder(Path folder) {
        this.folder = folder;
    }

    private static FileAttribute<Set<PosixFilePermission>> mode(String letters) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(letters));
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
                places.put(temporary(place, content.getValue()), place);
            }
            for (Map.Entry<Path, Path> place : places.entrySet()) {
                Files.move(place.getKey(), place.getValue(), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException failure) {
            throw new InputException(
                    folder + " cannot be written to (" + failure.getClass().getSimpleName() + ")", failure);
        } finally {
            places.keySet().forEach(OutputFolder::remove);
        }
    }

    private static Path temporary(Path place, byte[] content) throws IOException {
        Path temporary = Files.createTempFile(place.toAbsolutePath().getParent(), ".drawbridge-", ".tmp", OWNERS_FILE);
        try {
            return Files.write(temporary, content);
        } catch (IOException failure) {
            remove(temporary);
            throw failure;
        }
    }

    /** What was moved is not there any more. */
    private static void remove(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException left) {
            temporary.toFile().deleteOnExit();
        }
    }

    /** A file of the user's, whose rights stay; a link stays one. */
    static void rewrite(String name, Path file, String text) {
        Path temporary = null;
        try {
            Path place = file.toRealPath();
            temporary = temporary(place, text.getBytes(StandardCharsets.UTF_8));
            Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(place));
            Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            if (temporary != null) {
                remove(temporary);
            }
            throw new InputException(
                    name + " cannot be written (" + failure.getClass().getSimpleName() + ")", failure);
        }
    }
}
