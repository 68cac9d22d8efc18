package io.jenkins.plugins.drawbridge.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.server.cli.CommandLineHost;
import io.jenkins.plugins.drawbridge.server.cli.Surroundings;
import io.jenkins.plugins.drawbridge.server.cli.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Mistakes that are found before anything is sent: exit code 2, and one sentence. */
public class BadInputTest {

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path folder;

    @Before
    public void write() throws IOException {
        folder = temporary.getRoot().toPath();
        Files.writeString(folder.resolve("one.yaml"), "{apiVersion: v1, kind: ConfigMap, metadata: {name: one}}\n");
        Files.writeString(
                folder.resolve("drawbridge.yaml"),
                """
                clusters:
                  - id: shop
                    url: https://127.0.0.1:1
                    credentials: {token: {env: NOBODY_SET_THIS}}
                """);
    }

    private int run(String... arguments) {
        Surroundings surroundings = new Surroundings(
                Map.of(),
                folder,
                folder,
                folder,
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new Terminal(false, false, 100, false));
        return new CommandLineHost(surroundings, new EngineActions()).run(arguments);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    @Test
    public void a_report_that_is_a_folder_stops_the_deploy_before_it_begins() {
        int code = run("deploy", "-n", "shop", "-f", "one.yaml", "--report", folder.toString());
        assertThat(code).isEqualTo(2);
        assertThat(said()).contains("--report " + folder + " is a folder").doesNotContain("NOBODY_SET_THIS");
    }

    @Test
    public void a_variable_that_is_not_set_is_bad_input_for_check_as_for_plan() {
        assertThat(run("check", "--cluster", "shop")).isEqualTo(2);
        assertThat(run("plan", "--cluster", "shop", "-n", "shop", "-f", "one.yaml"))
                .isEqualTo(2);
        assertThat(said()).contains("NOBODY_SET_THIS is not set");
    }
}
