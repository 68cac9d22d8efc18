package io.jenkins.plugins.drawbridge.server.demo;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.server.cli.DemoRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The demo's folder, {@code drawbridge-demo} in the current one: the configuration, what it names, the shop or its repository, and the reports. What
 * leads to the cluster is removed at the end, since the cluster is gone then; the rest stays for the user to read.
 */
final class DemoFolder {

    static final String NAME = "drawbridge-demo";

    private final Path path;

    private DemoFolder(Path path) {
        this.path = path;
    }

    /** Makes it, or empties the one that an earlier demo left. */
    static DemoFolder in(Path parent) {
        Path path = parent.resolve(NAME);
        DemoFolder folder = new DemoFolder(path);
        try {
            folder.refuseForeign();
            folder.remove(path.resolve("shop"));
            folder.remove(path.resolve("repository"));
            folder.remove(path.resolve("reports"));
            folder.removeAccess();
            Files.createDirectories(path.resolve("access"));
            Files.createDirectories(path.resolve("reports"));
        } catch (IOException failure) {
            throw new InputException(
                    "the demo cannot write its folder " + path + "; start it in a folder you may write to", failure);
        }
        return folder;
    }

    Path path() {
        return path;
    }

    Path report(String name) {
        return path.resolve("reports").resolve(name);
    }

    Path shop() {
        return path.resolve("shop");
    }

    /** Writes everything that leads to the cluster. */
    void describe(Scenery scenery, DemoRequest.Way way) {
        write("drawbridge.yaml", Descriptions.configuration(scenery, way));
        write("access/cluster-ca.pem", scenery.clusterAuthority());
        write("access/proxy-ca.pem", scenery.proxyAuthority());
        writeSecret("access/proxy-password", scenery.password());
        writeSecret("access/ssh-key", scenery.privateKey());
        writeSecret("access/token", scenery.deployerToken());
        writeSecret("kubeconfig", Descriptions.kubeconfig(scenery));
    }

    void write(String name, String text) {
        write(path.resolve(name), text);
    }

    void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new InputException("the demo cannot write " + file, failure);
        }
    }

    void append(String name, String text) {
        try {
            Files.writeString(path.resolve(name), text, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new InputException("the demo cannot write " + path.resolve(name), failure);
        }
    }

    void writeSecret(String name, String text) {
        Path file = path.resolve(name);
        try {
            Files.deleteIfExists(file);
            if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new InputException("the demo cannot write " + file, failure);
        }
    }

    Path repository() {
        return path.resolve("repository");
    }

    /** The cluster is gone: so is what leads there, and what the server knew of it. */
    void removeAccess() throws IOException {
        remove(path.resolve("data"));
        remove(path.resolve("access"));
        remove(path.resolve("kubeconfig"));
    }

    private void refuseForeign() throws IOException {
        Path mark = path.resolve("drawbridge.yaml");
        boolean ours = !Files.exists(path)
                || (Files.exists(mark) && Files.readString(mark).startsWith(Descriptions.FIRST_LINE));
        if (!ours) {
            throw new InputException(
                    "there is a " + path + " that no demo made; start the demo in another folder, or rename that one");
        }
    }

    private void remove(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> found = Files.walk(tree)) {
            deepestFirst = found.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }
}
