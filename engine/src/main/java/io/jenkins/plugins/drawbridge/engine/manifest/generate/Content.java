package io.jenkins.plugins.drawbridge.engine.manifest.generate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** What stands under one key: the text of a literal, or the bytes of a file. Prints nothing of it. Immutable. */
final class Content {

    /** What a Secret or ConfigMap holds at most (Kubernetes documentation, "Restriction on Secret data size"). */
    private static final int MOST_BYTES = 1024 * 1024;

    private final byte[] bytes;

    private Content(byte[] bytes) {
        this.bytes = bytes;
    }

    static Content of(String text) {
        return new Content(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException with a sentence, if it cannot be read or is too large */
    static Content ofFile(Path folder, String name) {
        try {
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file)) {
                throw new IllegalArgumentException(
                        "the file " + name + (Files.exists(file) ? " is no regular file" : " does not exist"));
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(MOST_BYTES + 1);
                if (bytes.length > MOST_BYTES) {
                    throw new IllegalArgumentException(
                            "the file " + name + " is over 1 MiB, more than a cluster takes in one object");
                }
                return new Content(bytes);
            }
        } catch (InvalidPathException malformed) {
            throw new IllegalArgumentException("the name of the file is none: " + malformed.getReason());
        } catch (AccessDeniedException denied) {
            throw new IllegalArgumentException("the file " + name + " may not be read by this user");
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("the file " + name + " cannot be read: " + unreadable.getMessage());
        }
    }

    String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Empty if it is not UTF-8. */
    Optional<String> text() {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException binary) { // a way to be, not a fault
            return Optional.empty();
        }
    }
}
