package io.jenkins.plugins.drawbridge.server.config;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.cluster.DrawbridgeFile;
import io.jenkins.plugins.drawbridge.engine.cluster.Environment;
import io.jenkins.plugins.drawbridge.engine.cluster.HostShapes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
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
        Settings settings = DrawbridgeFile.parse(origin, text, schema.extension());
        List<String> faults = new ArrayList<>();
        checkJobs(settings, faults);
        checkListening(settings, faults);
        if (!faults.isEmpty()) {
            throw new InputException(String.join(
                    "\n", faults.stream().map(fault -> name + ": " + fault).toList()));
        }
        return settings;
    }

    private static void checkJobs(Settings settings, List<String> faults) {
        List<String> known =
                settings.shared().environments().stream().map(Environment::id).toList();
        for (JobSettings job : settings.jobs()) {
            job.environments().stream()
                    .filter(id -> !known.contains(id))
                    .forEach(id -> faults.add("job " + job.id() + ": there is no environment '" + id + "'; there is "
                            + (known.isEmpty() ? "none" : String.join(", ", known))));
        }
    }

    static void refuseUnsafe(Settings settings) {
        List<String> faults = new ArrayList<>();
        checkListening(settings, faults);
        if (!faults.isEmpty()) {
            throw new InputException(String.join("\n", faults));
        }
    }

    /** A server that others can reach needs users, and TLS of its own or in front of it. */
    private static void checkListening(Settings settings, List<String> faults) {
        ServerSettings server = settings.server();
        if (isLoopback(server.host())) {
            return;
        }
        if (settings.users().isEmpty()) {
            faults.add("server listens on " + server.host() + ", which others can reach, and there are no users;"
                    + " add users, or leave host out");
        }
        if (server.tls() == null && !server.behindProxy()) {
            faults.add("server listens on " + server.host() + " without TLS; add server.tls, or set"
                    + " behindProxy: true if a reverse proxy ends TLS before it");
        }
    }

    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
