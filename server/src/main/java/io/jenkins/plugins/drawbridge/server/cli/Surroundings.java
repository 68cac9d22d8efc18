package io.jenkins.plugins.drawbridge.server.cli;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.cluster.InClusterAccount;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a run of the command line sees of its process; tests bring their own.
 *
 * @param folder where relative paths of flags start
 * @param serviceAccount where a pod's service account is mounted
 */
public record Surroundings(
        Map<String, String> environment,
        Path home,
        Path folder,
        Path serviceAccount,
        InputStream in,
        PrintStream out,
        PrintStream err,
        Terminal terminal) {

    public static Surroundings ofProcess() {
        return new Surroundings(
                System.getenv(),
                Path.of(System.getProperty("user.home", "/")),
                Path.of(""),
                InClusterAccount.FOLDER,
                System.in,
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                Terminal.of(System.getProperties(), System.getenv()));
    }

    /** Java would take the locale's encoding, which in containers is often ASCII. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Names of flags, relative ones starting at the folder; {@link ManifestReader#STDIN} stays. */
    List<String> resolved(List<String> names) {
        return names.stream()
                .map(name -> name.equals(ManifestReader.STDIN) ? name : resolved(name))
                .toList();
    }

    /**
     * The same for one name.
     *
     * @throws InputException if it is empty, as {@code "$FILES"} is where nobody set the variable: it would stand for
     *     all of this folder
     */
    String resolved(String name) {
        if (name.isEmpty()) {
            throw new InputException(
                    "the name of a file or folder is empty; is a variable not set? Say . for this folder");
        }
        return folder.resolve(name).toString();
    }

    /** A line of text for people on standard error, free of control characters. */
    public void complain(String line) {
        err.println("drawbridge: " + PlainText.of(line));
    }

    Surroundings with(Terminal.ColourMode mode) {
        return new Surroundings(environment, home, folder, serviceAccount, in, out, err, terminal.with(mode));
    }
}
