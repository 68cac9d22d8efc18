package io.jenkins.plugins.drawbridge.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.server.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code drawbridge serve} as a process of its own, which takes signals. */
final class ServeProcess implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("Drawbridge listens on (http://127.0.0.1:\\d+)/");

    /** Under nohup a process would never hear of a hang-up; its children take that over, unless told otherwise. */
    private static final List<String> HANG_UPS_HEARD =
            Files.exists(Path.of("/proc")) ? List.of("env", "--default-signal=HUP") : List.of();

    private final Process process;
    private final Path output;

    ServeProcess(Path folder, String... more) throws IOException {
        output = Files.createTempFile(folder, "output", ".txt");
        List<String> command = new ArrayList<>(HANG_UPS_HEARD);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "serve",
                "--config",
                folder.resolve("drawbridge.yaml").toString()));
        command.addAll(List.of(more));
        process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** Waits until it listens. */
    String url() throws Exception {
        Matcher[] found = new Matcher[1];
        await(() -> {
            found[0] = ADDRESS.matcher(output());
            return found[0].find();
        });
        return found[0].group(1);
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    void awaitOutput(String text) throws Exception {
        await(() -> output().contains(text));
    }

    void signal(String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    interface Condition {
        boolean holds() throws Exception;
    }

    void await(Condition condition) throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        while (!condition.holds()) {
            assertThat(Instant.now()).as(output()).isBefore(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
