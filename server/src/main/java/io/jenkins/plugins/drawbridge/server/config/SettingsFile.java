package io.jenkins.plugins.drawbridge.server.config;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.cluster.DrawbridgeFile;
import io.jenkins.plugins.drawbridge.engine.cluster.HostShapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads {@code drawbridge.yaml} for the server. Stateless. */
public final class SettingsFile {

    private static final long LARGEST = 4L * 1024 * 1024;

    private SettingsFile() {}

    /** @throws InputException with one line for each fault */
    public static Settings read(Path file, Map<String, String> environment) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new InputException(file + " is larger than 4 MiB");
            }
            return parse(
                    file.toString(),
                    Files.readString(file),
                    file.toAbsolutePath().resolveSibling(""),
                    environment);
        } catch (NoSuchFileException missing) {
            throw new InputException(file + " does not exist; name the file with --config", missing);
        } catch (IOException unreadable) {
            throw new InputException(file + " cannot be read; name the file with --config", unreadable);
        }
    }

    /** @throws InputException with one line for each fault */
    public static Settings parse(String name, String text, Path folder, Map<String, String> environment) {
        DrawbridgeFile.Origin origin = new DrawbridgeFile.Origin(name, folder, environment);
        ServerSchema schema = new ServerSchema(new HostShapes(origin), folder);
        return DrawbridgeFile.parse(origin, text, schema.extension());
    }

    static void refuseUnsafe(Settings settings) {
        List<String> faults = Reachability.of(settings).faults();
        if (!faults.isEmpty()) {
            throw new InputException(String.join("\n", faults));
        }
    }
}
