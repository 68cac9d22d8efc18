package io.jenkins.plugins.drawbridge.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Mistakes that are found before anything is sent: exit code 2, and one sentence. */
public class BadInputTest {

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path folder;
    private Shell shell;

    @Before
    public void write() throws IOException {
        folder = temporary.getRoot().toPath();
        shell = new Shell(folder);
        shell.write("one.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: one}}\n");
        shell.write(
                "drawbridge.yaml",
                """
                clusters:
                  - id: shop
                    url: https://127.0.0.1:1
                    credentials: {token: {env: NOBODY_SET_THIS}}
                """);
    }

    @Test
    public void a_report_that_is_a_folder_stops_the_deploy_before_it_begins() {
        int code = shell.run("deploy", "-n", "shop", "-f", "one.yaml", "--report", folder.toString());
        assertThat(code).isEqualTo(2);
        assertThat(shell.said()).contains("--report " + folder + " is a folder").doesNotContain("NOBODY_SET_THIS");
    }

    @Test
    public void a_placeholder_that_nobody_fills_is_told() throws IOException {
        Files.writeString(
                folder.resolve("left.yaml"),
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: left}, data: {a: '{{ .Name }}', b: 'x {{NAME}}'}}\n");
        run("plan", "--cluster", "shop", "-n", "shop", "-f", "left.yaml");
        assertThat(said())
                .contains("left.yaml:1: ConfigMap left holds {{NAME}}, which stays as it is; --interpolate fills it");
        out.reset();
        err.reset();
        run("plan", "--cluster", "shop", "-n", "shop", "-f", "one.yaml");
        assertThat(said()).doesNotContain("--interpolate");
    }

    @Test
    public void a_variable_that_is_not_set_is_bad_input_for_check_as_for_plan() {
        assertThat(shell.run("check", "--cluster", "shop")).isEqualTo(2);
        assertThat(shell.run("plan", "--cluster", "shop", "-n", "shop", "-f", "one.yaml"))
                .isEqualTo(2);
        assertThat(shell.said()).contains("NOBODY_SET_THIS is not set");
    }
}
