package io.jenkins.plugins.drawbridge.server.run;

import io.jenkins.plugins.drawbridge.server.cli.CommandLineHost;
import io.jenkins.plugins.drawbridge.server.cli.Surroundings;
import io.jenkins.plugins.drawbridge.server.cli.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The command line, called in a folder as a shell would, but in this process. */
final class Shell {

    private final Path folder;
    private final Map<String, String> variables = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private OutputStream stdout = out;
    private String stdin = "";
    private Terminal terminal = new Terminal(false, false, 100, false);

    Shell(Path folder) {
        this.folder = folder;
    }

    Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** In the place of what {@link #out()} tells. */
    Shell printingTo(OutputStream other) {
        stdout = other;
        return this;
    }

    void variables(Map<String, String> more) {
        variables.putAll(more);
    }

    void stdin(String text) {
        stdin = text;
    }

    /** From now on a person sits at a terminal, and types this when asked. */
    void person(String line) {
        terminal = new Terminal(true, true, 100, false);
        stdin = line + "\n";
    }

    /** @return the exit code */
    int run(String... words) {
        Surroundings surroundings = new Surroundings(
                variables,
                folder,
                folder,
                folder,
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(stdout, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal);
        return new CommandLineHost(surroundings, new EngineActions()).run(words);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    String said() {
        return out() + err();
    }

    /** What was said so far. */
    void forget() {
        out.reset();
        err.reset();
    }
}
