package io.jenkins.plugins.drawbridge.server.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.server.config.DatabaseSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A {@link DoomedServer} in a JVM of its own, as seen from the test. */
final class DoomedProcess implements AutoCloseable {

    private static final int LONGEST_LIFE_SECONDS = 90;

    private final Path errors;
    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();
    private final ScheduledExecutorService alarm = Executors.newSingleThreadScheduledExecutor();

    private DoomedProcess(Path errors, Process process) {
        this.errors = errors;
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var unused = alarm.schedule(process::destroyForcibly, LONGEST_LIFE_SECONDS, TimeUnit.SECONDS);
    }

    static DoomedProcess start(DatabaseSettings database, Path told, DoomedServer.Manner manner, List<String> keys)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                DoomedServer.class.getName(),
                database.folder().toString(),
                database.url(),
                database.user(),
                told.toString(),
                manner.name()));
        command.addAll(keys);
        Path errors = Files.createTempFile(told.toAbsolutePath().getParent(), "errors", ".log");
        return new DoomedProcess(
                errors,
                new ProcessBuilder(command).redirectError(errors.toFile()).start());
    }

    /** Reads what it says until it has said so many lines that begin with this word. */
    DoomedProcess awaits(String word, int times) throws IOException {
        int heard = 0;
        while (heard < times) {
            String line = output.readLine();
            assertThat(line)
                    .as("it ended before it said '%s' %s times, but said %s; errors: %s", word, times, lines, errors())
                    .isNotNull();
            lines.add(line);
            heard += line.startsWith(word + " ") ? 1 : 0;
        }
        return this;
    }

    /** As {@code kill -9}. What it had said until then is all in the answer. */
    List<String> kill() throws IOException, InterruptedException {
        // Not destroyForcibly of the process itself, which throws away what was said and not read yet.
        process.toHandle().destroyForcibly();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it is gone").isTrue();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
        }
        return lines;
    }

    private String errors() throws IOException {
        return Files.readString(errors);
    }

    @Override
    public void close() {
        alarm.shutdownNow();
        process.destroyForcibly();
    }
}
