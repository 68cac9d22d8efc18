package io.jenkins.plugins.drawbridge.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.engine.cluster.Credentials;
import io.jenkins.plugins.drawbridge.engine.cluster.Impersonation;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TargetTest {

    private static final String KUBECONFIG =
            """
            current-context: dev
            contexts:
              - {name: dev, context: {cluster: kube, user: me, namespace: kube-ns}}
              - {name: bare, context: {cluster: other}}
            clusters:
              - {name: kube, cluster: {server: "https://kube.example.com"}}
              - {name: other, cluster: {server: "https://other.example.com"}}
            users: [{name: me, user: {token: t0ken}}]
            """;

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path folder;

    @Before
    public void useFolder() {
        folder = temporary.getRoot().toPath();
    }

    @Test
    public void an_environment_stands_for_cluster_and_namespace() throws Exception {
        writeConfiguration("drawbridge.yaml");

        Target target = target("--environment", "DEV");
        assertThat(target.cluster().id()).isEqualTo("a");
        assertThat(target.namespace()).isEqualTo("dev-ns");
        assertThat(target.namespaceGiven()).isTrue();
        assertThat(target.environment().id()).isEqualTo("DEV");
        assertThat(target("--environment", "DEV", "-n", "dev-ns", "--cluster", "a"))
                .isEqualTo(target);

        assertRefused(
                "environment DEV is at 'dev-ns'; --namespace other says otherwise, so leave one of them out",
                "--environment",
                "DEV",
                "-n",
                "other");
        assertRefused("environment DEV is at 'a'; --cluster b says", "--environment", "DEV", "--cluster", "b");
        assertRefused("has no environment 'dev'; it has DEV", "--environment", "dev");
    }

    @Test
    public void a_cluster_comes_from_drawbridge_yaml() throws Exception {
        writeConfiguration("drawbridge.yaml");

        assertThat(target("--cluster", "b").cluster().id()).isEqualTo("b");
        assertThat(target("--cluster", "b").namespace()).isEqualTo("default");
        assertThat(target("--cluster", "b").namespaceGiven()).isFalse();
        assertRefused("has no cluster 'c'; it has a, b", "--cluster", "c");
        assertRefused(
                "has several clusters; name one with --cluster (a, b) or an environment with --environment (DEV)");
        assertRefused("--server and drawbridge.yaml both say where", "--cluster", "a", "--server", "https://x");
    }

    @Test
    public void the_configuration_may_be_elsewhere() throws Exception {
        writeConfiguration("other.yaml");

        assertThat(target("--config", "other.yaml", "--cluster", "a").cluster().id())
                .isEqualTo("a");
        Run byVariable = new Run(folder).env("DRAWBRIDGE_CONFIG", "other.yaml").run("check", "--cluster", "a");
        assertThat(byVariable.request(CheckRequest.class).target().cluster().id())
                .isEqualTo("a");
        assertRefused("--environment needs a drawbridge.yaml", "--environment", "DEV");
        assertRefused("missing.yaml does not exist", "--config", "missing.yaml");
        assertRefused("give one kind", "--config", "other.yaml", "--context", "dev");
    }

    @Test
    public void a_kubeconfig_that_is_named_wins() throws Exception {
        writeConfiguration("drawbridge.yaml");
        write("kube.yaml", KUBECONFIG);

        Target target = target("--kubeconfig", "kube.yaml");
        assertThat(target.cluster().id()).isEqualTo("kube");
        assertThat(target.namespace()).isEqualTo("kube-ns");
        assertThat(target.namespaceGiven()).isFalse();
        assertThat(target("--kubeconfig", "kube.yaml", "--context", "bare", "-n", "x")
                        .namespace())
                .isEqualTo("x");
        assertThat(target("--kubeconfig", "kube.yaml", "--cluster", "other")
                        .cluster()
                        .id())
                .isEqualTo("other");
        assertRefused("has no context 'prod'", "--kubeconfig", "kube.yaml", "--context", "prod");
    }

    @Test
    public void without_drawbridge_yaml_the_usual_kubeconfig_counts() throws Exception {
        assertRefused("no cluster was named");
        Files.createDirectories(folder.resolve("home/.kube"));
        write("home/.kube/config", KUBECONFIG);

        assertThat(target().cluster().id()).isEqualTo("kube");
        write("one", "current-context: bare");
        Run merged = new Run(folder)
                .env("KUBECONFIG", "one:missing:home/.kube/config")
                .run("check");
        assertThat(merged.request(CheckRequest.class).target().cluster().id()).isEqualTo("other");
    }

    @Test
    public void flags_alone_describe_a_cluster_too() throws Exception {
        Target target =
                target("-s", "https://flag:6443", "--token", "t", "--as", "u", "--as-group", "g", "--as-group", "h");

        assertThat(target.cluster().url()).isEqualTo(URI.create("https://flag:6443"));
        assertThat(target.cluster().credentials()).isInstanceOf(Credentials.BearerToken.class);
        assertThat(target.cluster().impersonation()).isEqualTo(new Impersonation("u", List.of("g", "h"), null));
        assertThat(target("-s", "https://flag", "--insecure-skip-tls-verify")
                        .cluster()
                        .dangerouslySkipTlsVerify())
                .isTrue();
        writeConfiguration("drawbridge.yaml");
        assertThat(target("-s", "https://flag").cluster().url())
                .as("a configuration that happens to be there does not matter")
                .isEqualTo(URI.create("https://flag"));
        assertRefused("--server must be a URL like", "-s", "flag");
        assertRefused("--as-group and --as-uid need --as", "-s", "https://flag", "--as-group", "g");
    }

    @Test
    public void credentials_of_flags_take_the_place_of_a_user_that_would_run_a_program() throws Exception {
        write("exec.yaml", KUBECONFIG.replace("token: t0ken", "exec: {command: aws}"));

        assertRefused("gets its credentials from a program", "--kubeconfig", "exec.yaml");
        assertThat(target("--kubeconfig", "exec.yaml", "--token", "t").cluster().credentials())
                .isInstanceOf(Credentials.BearerToken.class);
    }

    @Test
    public void a_pod_uses_its_service_account() throws Exception {
        Files.createDirectory(folder.resolve("serviceaccount"));
        write("serviceaccount/token", "sa");
        write("serviceaccount/namespace", "pod-ns");

        Run run = new Run(folder).env("KUBERNETES_SERVICE_HOST", "10.0.0.1").run("check");

        assertThat(run.err()).isEmpty();
        assertThat(run.request(CheckRequest.class).target().namespace()).isEqualTo("pod-ns");
    }

    @Test
    public void every_fault_of_the_configuration_is_told() throws Exception {
        write("drawbridge.yaml", "clusters: [{id: a, url: x}]\nfoo: 1\n");

        Run run = new Run(folder).run("check");

        assertThat(run.exitCode).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(2).allMatch(line -> line.startsWith("drawbridge: " + folder));
    }

    private Target target(String... flags) {
        Run run = run(flags);
        assertThat(run.err()).isEmpty();
        return run.request(CheckRequest.class).target();
    }

    private void assertRefused(String sentence, String... flags) {
        Run run = run(flags);
        assertThat(run.err()).contains(sentence).startsWith("drawbridge: ").hasLineCount(1);
        assertThat(run.exitCode).isEqualTo(2);
        assertThat(run.requests).isEmpty();
    }

    private Run run(String... flags) {
        List<String> args = new ArrayList<>(List.of(flags));
        args.add(0, "check");
        return new Run(folder).run(args.toArray(String[]::new));
    }

    private void writeConfiguration(String name) throws Exception {
        write(
                name,
                """
                clusters: [{id: a, url: "https://a"}, {id: b, url: "https://b"}]
                environments: [{id: DEV, cluster: a, namespace: dev-ns}]
                """);
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
    }
}
