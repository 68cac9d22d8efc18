package io.jenkins.plugins.drawbridge.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    public void what_could_not_be_printed_is_told_and_is_no_success() throws IOException {
        Files.createDirectories(folder.resolve("k8s"));
        Files.copy(folder.resolve("one.yaml"), folder.resolve("k8s/one.yaml"));
        Files.writeString(folder.resolve("k8s/kustomization.yaml"), "resources: [one.yaml]\n");
        OutputStream full = new OutputStream() {
            @Override
            public void write(int any) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        for (String[] command : new String[][] {{"kustomize", "k8s"}, {"version"}, {"new-token"}}) {
            Shell shell = new Shell(folder).printingTo(full);
            assertThat(shell.run(command)).as(command[0]).isEqualTo(2);
            assertThat(shell.said()).contains("standard output took not all of what was printed");
        }
    }

    @Test
    public void a_placeholder_that_nobody_fills_is_told() throws IOException {
        Files.writeString(
                folder.resolve("left.yaml"),
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: left}, data: {a: '{{ .Name }}', b: 'x {{NAME}}'}}\n");
        shell.run("plan", "--cluster", "shop", "-n", "shop", "-f", "left.yaml");
        assertThat(shell.said())
                .contains("left.yaml:1: ConfigMap left holds {{NAME}}, which stays as it is; --interpolate fills it");
        shell.forget();
        shell.run("plan", "--cluster", "shop", "-n", "shop", "-f", "one.yaml");
        assertThat(shell.said()).doesNotContain("--interpolate");
    }

    @Test
    public void a_variable_that_is_not_set_is_bad_input_for_check_as_for_plan() {
        assertThat(shell.run("check", "--cluster", "shop")).isEqualTo(2);
        assertThat(shell.run("plan", "--cluster", "shop", "-n", "shop", "-f", "one.yaml"))
                .isEqualTo(2);
        assertThat(shell.said()).contains("NOBODY_SET_THIS is not set");
    }

    @Test
    public void an_empty_name_is_refused_rather_than_taken_for_the_folder_one_is_in() {
        List<List<String>> commands = List.of(
                List.of("deploy", "--cluster", "shop", "-f", ""),
                List.of("deploy", "--cluster", "shop", "-f", ",one.yaml"),
                List.of("plan", "--cluster", "shop", "-k", ""),
                List.of("interpolate", "-f", ""),
                List.of("generate", "-c", ""),
                List.of("hydrate", ""),
                List.of("kustomize", ""));
        for (List<String> command : commands) {
            Shell shell = new Shell(folder);
            assertThat(shell.run(command.toArray(String[]::new)))
                    .as(command.toString())
                    .isEqualTo(2);
            assertThat(shell.said()).as(command.toString()).contains("the name of a file or folder is empty");
        }
    }
}
