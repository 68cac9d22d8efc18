package io.jenkins.plugins.drawbridge.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.drawbridge.testkit.ClusterUnderTest;
import io.jenkins.plugins.drawbridge.testkit.ClustersUnderTest;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import io.jenkins.plugins.drawbridge.testkit.RealClusterUnderTest;
import io.jenkins.plugins.drawbridge.testkit.kubelet.KubeletStandIn;
import io.jenkins.plugins.drawbridge.testkit.rollout.PodPace;
import io.jenkins.plugins.drawbridge.testkit.rollout.PodScript;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** {@code generate}, {@code interpolate}, {@code hydrate} and a deploy, as a pipeline calls them. */
@RunWith(Parameterized.class)
public class PipelineOfWordsTest {

    private static final ClustersUnderTest CLUSTERS = ClustersUnderTest.start(PrivateCluster.builder());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "it's \"s3cret\"\nof two lines";
    private static final String WORKLOAD =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: api}
            spec:
              selector: {matchLabels: {app: api}}
              template:
                metadata: {labels: {app: api}}
                spec:
                  containers:
                  - name: api
                    image: "registry/api:{{VERSION}}"
                    env:
                    - {name: PW, valueFrom: {secretKeyRef: {name: db, key: pw}}}
            """;
    private static final String LOGIN =
            "apiVersion: v1\nkind: Secret\nmetadata: {name: login}\nstringData: {pw: '{{DB_PW}}'}\n";

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private final ClusterUnderTest cluster;
    private Path folder;
    private Shell shell;
    private String namespace;
    private @Nullable KubeletStandIn kubelet;

    public PipelineOfWordsTest(ClusterUnderTest cluster, String name) {
        this.cluster = cluster;
        assertThat(name).isEqualTo(cluster.name());
    }

    @Parameters(name = "{1}")
    public static List<Object[]> clusters() {
        return CLUSTERS.parameters();
    }

    @AfterClass
    public static void stop() {
        CLUSTERS.close();
    }

    @Before
    public void write() throws IOException {
        folder = temporary.getRoot().toPath();
        shell = new Shell(folder);
        namespace = cluster.newNamespace("words");
        kubelet = cluster instanceof RealClusterUnderTest ? kubelet() : null;
        shell.write("ca.pem", cluster.authorityPem());
        shell.write(
                "drawbridge.yaml",
                """
                clusters:
                  - {id: box, url: "%s", ca: {file: ca.pem}, credentials: {token: %s}}
                environments:
                  - {id: DEV, cluster: box, namespace: %s, variablePrefix: DEV_}
                """
                        .formatted(cluster.url(), cluster.adminToken(), namespace));
        shell.write("k8s/api.yaml", WORKLOAD);
        shell.variables(Map.of("DEV_DB_PW", PASSWORD, "DB_PW", "not this", "VERSION", "1.0.0", "ALL_LEVEL", "debug"));
    }

    private KubeletStandIn kubelet() {
        KubeletStandIn.Server server =
                new KubeletStandIn.Server(URI.create(cluster.url()), cluster.authorityPem(), cluster.adminToken());
        return KubeletStandIn.start(server, namespace, new PodScript(PodPace.QUICK));
    }

    @After
    public void leave() {
        if (kubelet != null) {
            kubelet.close();
        }
    }

    private void done(String... arguments) {
        assertThat(shell.run(arguments)).as(shell.said()).isZero();
    }

    private void refused(String sentence, String... arguments) {
        shell.forget();
        assertThat(shell.run(arguments)).isEqualTo(2);
        assertThat(shell.err()).contains(sentence).doesNotContain("s3cret");
    }

    private List<String> filesIn(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    public void a_pipeline_goes_from_a_description_to_a_deploy_that_restarts_what_a_secret_changed()
            throws IOException {
        shell.write(
                "mlp.yaml",
                """
                secrets:
                - name: db
                  when: always
                  data:
                  - {from: literal, key: pw, value: "{{DB_PW}}"}
                config-maps:
                - name: settings
                  data: [{from: file, file: app.properties}]
                """);
        shell.write("app.properties", "level=info\n");
        Path kustomization = shell.write("interpolated-files/kustomization.yaml", "# ours\nresources:\n- api.yaml\n");

        done("generate", "-c", "mlp.yaml", "--environment", "DEV");
        done("interpolate", "-f", "k8s", "--environment=DEV", "-e", "ALL_");
        done("hydrate", "interpolated-files");
        assertThat(kustomization)
                .hasContent("# ours\nresources:\n- api.yaml\n- db.secret.yaml\n- settings.configmap.yaml\n"
                        + "metadata:\n  labels:\n    app.kubernetes.io/managed-by: mlp\n");
        Files.delete(kustomization);

        String[] deploy = {"deploy", "--environment", "DEV", "-f", "interpolated-files", "--deploy-type=smart_deploy"};
        done(deploy);
        done(deploy);
        assertThat(shell.run("plan", "--environment", "DEV", "-f", "interpolated-files", "--deploy-type=smart_deploy"))
                .as("nothing would change")
                .isZero();
        shell.variables(Map.of("DEV_DB_PW", PASSWORD + ", changed"));
        done("generate", "-c", "mlp.yaml", "--environment", "DEV");
        done("deploy", "--environment=DEV", "-f=interpolated-files", "--deploy-type=smart_deploy", "--report=r.json");
        JsonNode report = JSON.readTree(Files.readAllBytes(folder.resolve("r.json")));
        assertThat(report.path("changes").findValuesAsText("action"))
                .containsOnlyOnce("unchanged")
                .contains("update");
        assertThat(shell.said() + report).doesNotContain("s3cret", "czNjcmV0").contains("****");
    }

    @Test
    public void an_api_server_takes_what_is_generated_and_has_nothing_to_change_in_it() throws IOException {
        Files.write(folder.resolve("icon.bin"), new byte[] {(byte) 0xff, 0, 1});
        shell.write(
                "mlp.yaml",
                """
                secrets:
                - {name: pull, docker: {username: ada, password: "{{DB_PW}}", email: "", server: registry.example.com}}
                - {name: once, when: once, data: [{from: literal, key: pw, value: "{{DB_PW}}"}]}
                config-maps:
                - {name: icon, data: [{from: file, file: icon.bin}, {from: literal, key: odd, value: " é: #\\n 'x' "}]}
                """);
        done("generate", "-c", "mlp.yaml", "-e", "DEV_");
        done("deploy", "--environment=DEV", "-f=interpolated-files");
        done("plan", "--environment=DEV", "-f=interpolated-files");

        shell.variables(Map.of("DEV_DB_PW", "another s3cret"));
        done("generate", "-c", "mlp.yaml", "-e", "DEV_");
        shell.forget();
        assertThat(shell.run("plan", "--environment=DEV", "-f=interpolated-files"))
                .isEqualTo(1);
        assertThat(shell.said())
                .contains("~ Secret pull", "Secret once: deployed once")
                .doesNotContain("s3cret");
    }

    @Test
    public void a_deploy_fills_the_files_itself_and_writes_none() throws IOException {
        shell.write("k8s/login.yaml", LOGIN);
        shell.write(
                "k8s/below/level.json",
                "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"level\"},"
                        + "\"data\":{\"level\":\"{{LEVEL}}\",\"copy\":\"pw: {{DB_PW}}\"}}");
        List<String> before = filesIn(".");
        String[] words = {
            "--environment=DEV", "-f=k8s", "--interpolate", "--env-prefix=ALL_", "--deploy-type=smart_deploy"
        };

        assertThat(shell.run(words("plan", words))).as(shell.said()).isEqualTo(1);
        done(words("plan", "--environment=DEV", "-f=k8s", "--interpolate=true", "-e=ALL_", "-o=json", "--help"));
        assertThat(shell.run(words("plan", words, "-o=json"))).isEqualTo(1);
        assertThat(shell.run(words("plan", words, "-o=html"))).isEqualTo(1);
        done(words("deploy", words));

        assertThat(shell.said())
                .contains("registry/api:1.0.0", "debug", "****")
                .doesNotContain("s3cret", "of two lines");
        assertThat(filesIn(".")).isEqualTo(before);
        assertThat(shell.run(words("plan", words))).as("nothing would change").isZero();
    }

    @Test
    public void a_secret_that_was_filled_in_is_shown_nowhere_wherever_it_stands() throws IOException {
        shell.variables(Map.of("DB_PASSWORD", "hunter2hunter2"));
        shell.variables(Map.of("TEAM", "hidden"));
        String config =
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, namespace: %s, labels: {team: '{{TEAM}}'}}\n"
                        + "data: {url: 'db://app;{{DB_PASSWORD}}@db'}\n";
        shell.write("k8s/config.yaml", config.formatted(namespace));
        String[] words = {"--environment=DEV", "-f=k8s/config.yaml", "--interpolate"};

        assertThat(shell.run(words("plan", words))).as(shell.said()).isEqualTo(1);
        assertThat(shell.run(words("plan", words, "-o=json"))).isEqualTo(1);
        shell.write("k8s/config.yaml", config.formatted("'{{DB_PASSWORD}}'"));
        assertThat(shell.run(words("plan", words))).as("another namespace").isEqualTo(2);

        assertThat(shell.said())
                .contains("db://app;****", "hidden", "but all resources must be in namespace")
                .doesNotContain("hunter2");
    }

    private static String[] words(String command, String... words) {
        return words(command, words, new String[0]);
    }

    private static String[] words(String command, String[] words, String... more) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(words));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    public void standard_input_is_filled_too() throws IOException {
        shell.stdin(LOGIN);
        done("interpolate", "-f", "-", "-e", "DEV_", "-o", "out/deep");
        assertThat(filesIn("out/deep")).containsExactly("output.yaml");
        assertThat(folder.resolve("out/deep/output.yaml"))
                .hasContent(
                        LOGIN.replace("{{DB_PW}}", PASSWORD.replace("'", "''").replace("\n", "\\n")));
        done("deploy", "-f", "-", "--interpolate", "--environment", "DEV");
        refused("cannot read from stdin and other paths together", "interpolate", "-f", "-,k8s");
    }

    @Test
    public void what_is_written_is_for_its_owner_and_replaces_links_rather_than_what_they_lead_to() throws IOException {
        Path outside = shell.write("outside.yaml", "untouched\n");
        Files.createDirectory(folder.resolve("out"));
        Files.createSymbolicLink(folder.resolve("out/api.yaml"), outside);
        done("interpolate", "-f", "k8s/api.yaml", "-o", "out");
        done("interpolate", "-f", "k8s/api.yaml");

        assertThat(outside).hasContent("untouched");
        assertThat(folder.resolve("out/api.yaml")).hasContent(WORKLOAD.replace("{{VERSION}}", "1.0.0"));
        assertThat(mode(folder.resolve("out/api.yaml"))).isEqualTo("rw-------");
        assertThat(mode(folder.resolve("interpolated-files"))).isEqualTo("rwx------");
        assertThat(filesIn("interpolated-files")).containsExactly("api.yaml");
    }

    @Test
    public void nothing_is_written_or_sent_if_anything_is_wrong() throws IOException {
        shell.write("k8s/bad.yaml", "a: {{NOT_THERE}}\nb: '{{NOR_THIS}}'\n");
        String missing =
                "bad.yaml:1:4: environment variable \"NOT_THERE\" not found; set DEV_NOT_THERE or NOT_THERE.\n";
        refused(missing, "interpolate", "-f", "k8s", "--environment", "DEV");
        refused("bad.yaml:2:5: environment variable \"NOR_THIS\"", "interpolate", "-f", "k8s", "-e", "DEV_");
        refused(missing, "deploy", "-f", "k8s", "--interpolate", "--environment", "DEV");
        shell.write("other/api.yaml", "a: 1\n");
        refused("would both become", "interpolate", "-f", "k8s/api.yaml,other");
        refused("no such file or directory: ", "interpolate", "-f", "k8s/api.yaml,none.yaml");
        refused(
                "lacks one of 'data', 'docker', 'tls'",
                "generate",
                "-c",
                shell.write("g.yaml", "secrets: [{name: {{DB_PW}}}]") + "");
        refused("missing kustomization file", "hydrate", "k8s", ".");
        refused("drawbridge.yaml has no environment 'QA'; it has DEV", "interpolate", "-f", "k8s", "--environment=QA");
        refused(
                "--env-prefix is about what --interpolate fills in",
                "plan",
                "-f",
                "k8s",
                "-e",
                "DEV_",
                "--environment=DEV");
        assertThat(folder.resolve("interpolated-files")).doesNotExist();

        shell.write("k8s/bad.yaml", "a: {{NOT_THERE}}\n");
        refused(
                "if {{...}} is a placeholder, fill it in first (interpolate)",
                "plan",
                "-f",
                "k8s",
                "--environment=DEV");
    }

    @Test
    public void missing_files_are_allowed_when_asked_for() throws IOException {
        done("interpolate", "-f", "none.yaml", "-f", "k8s/api.yaml", "--allow-missing-filenames");
        assertThat(shell.said()).contains("no such file or directory: ").contains("none.yaml");
        assertThat(filesIn("interpolated-files")).containsExactly("api.yaml");
    }
}
