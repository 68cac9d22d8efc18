package io.jenkins.plugins.drawbridge.engine.cluster;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A regular file of UTF-8 text, bounded, with a sentence for each way reading it fails. */
final class TextFile {

    private TextFile() {}

    /** @param mostBytes a longer file is refused, not cut */
    static String read(Path file, int mostBytes) {
        if (!Files.isRegularFile(file)) {
            throw new InputException(
                    "the file " + file + (Files.exists(file) ? " is no regular file" : " does not exist"));
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(mostBytes + 1);
            if (bytes.length > mostBytes) {
                throw new InputException("the file " + file + " is over " + mostBytes / 1024 + " KiB, too large here");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) { // told to the user; the bytes are not shown
            throw new InputException("the file " + file + " is not UTF-8 text", notText);
        } catch (AccessDeniedException denied) { // told to the user, who can mend the file's rights
            throw new InputException("the file " + file + " may not be read by this user", denied);
        } catch (IOException unreadable) { // told to the user; nothing was used of the file
            throw new InputException("the file " + file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
