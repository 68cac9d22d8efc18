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
import java.util.Set;

/** Writes one file as a whole: whoever reads it meanwhile sees the old text or the new one. A new one is its owner's. */
final class OutputFile {

    private static final FileAttribute<Set<PosixFilePermission>> OWNERS = mode("rw-------");

    private OutputFile() {}

    static FileAttribute<Set<PosixFilePermission>> mode(String letters) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(letters));
    }

    /** A pipe or a device is written to as it is. */
    static void write(Path file, String text) {
        try {
            if (!Files.exists(file)) {
                place(temporary(file, bytes(text)), file);
            } else if (Files.isRegularFile(file)) {
                rewrite(file.toString(), file, text);
            } else {
                Files.writeString(file, text);
            }
        } catch (IOException failure) {
            throw unwritten(file.toString(), failure);
        }
    }

    /** A file of the user's, whose rights stay; a link stays one. */
    static void rewrite(String name, Path file, String text) {
        try {
            Path place = file.toRealPath();
            Path temporary = temporary(place, bytes(text));
            Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(place));
            place(temporary, place);
        } catch (IOException failure) {
            throw unwritten(name, failure);
        }
    }

    private static void place(Path temporary, Path file) throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            remove(temporary);
        }
    }

    static Path temporary(Path place, byte[] content) throws IOException {
        Path temporary = Files.createTempFile(place.toAbsolutePath().getParent(), ".drawbridge-", ".tmp", OWNERS);
        try {
            return Files.write(temporary, content);
        } catch (IOException failure) {
            remove(temporary);
            throw failure;
        }
    }

    /** What was moved is not there any more. */
    static void remove(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException left) {
            temporary.toFile().deleteOnExit();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static InputException unwritten(String name, IOException failure) {
        return new InputException(
                name + " cannot be written (" + failure.getClass().getSimpleName() + ")", failure);
    }
}
