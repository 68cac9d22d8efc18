package io.jenkins.plugins.drawbridge.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.drawbridge.server.Main;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import io.jenkins.plugins.drawbridge.testkit.bastion.ConnectProxy;
import io.jenkins.plugins.drawbridge.testkit.bastion.Names;
import io.jenkins.plugins.drawbridge.testkit.bastion.ProxyRules;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The command line from its words to the cluster and back. */
public class WholeRunTest {

    private static final PrivateCluster CLUSTER = PrivateCluster.start();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONFIG = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: config}\ndata: {a: '1'}\n";
    private static final String NEVER_READY =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: api}
            spec:
              selector: {matchLabels: {app: api}}
              template:
                metadata: {labels: {app: api}}
                spec: {containers: [{name: api, image: stuck:1.0.0}]}
            """;

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path folder;
    private Shell shell;
    private String namespace;

    @AfterClass
    public static void stop() {
        CLUSTER.close();
    }

    @Before
    public void write() throws IOException {
        folder = temporary.getRoot().toPath();
        shell = new Shell(folder);
        namespace = CLUSTER.newNamespace("run");
        shell.write("ca.pem", CLUSTER.authorityPem());
        shell.write("app.yaml", CONFIG);
    }

    @Test
    public void a_plan_and_a_report_have_one_schema_and_an_approved_plan_runs_once() throws IOException {
        assertThat(run("plan", "-o", "json")).as("something would change").isEqualTo(1);
        String plan = shell.out();
        shell.write("plan.json", plan);
        assertThat(deploy("--plan", "plan.json", "--report", "report.json")).isZero();

        JsonNode planned = JSON.readTree(plan);
        JsonNode reported = JSON.readTree(Files.readAllBytes(folder.resolve("report.json")));
        assertThat(planned.path("schema").asText()).isEqualTo("drawbridge.report/1");
        assertThat(shape(reported)).isEqualTo(shape(planned));
        assertThat(reported.at("/changes/0/action").asText()).isEqualTo("create");
        assertThat(reported.at("/requests").fieldNames())
                .toIterable()
                .contains("list", "get", "dryRun", "apply", "delete", "watch");

        assertThat(deploy("--plan", "plan.json")).isNotZero();
        assertThat(shell.err()).contains("the cluster has changed since the plan: ConfigMap config");
        assertThat(run("plan")).as("nothing would change").isZero();
    }

    @Test
    public void what_is_not_awaited_is_called_applied_and_not_skipped() throws IOException {
        shell.write("app.yaml", NEVER_READY);
        assertThat(deploy("--wait=false")).isZero();
        assertThat(shell.out())
                .containsPattern("api +Deploy +– +1\\.0\\.0 +applied\n")
                .doesNotContain("skipped");

        shell.write("app.yaml", NEVER_READY.replace("1.0.0", "1.1.0"));
        shell.forget();
        assertThat(deploy("--wait=false")).isZero();
        assertThat(shell.out())
                .contains("~ Deployment.apps api  applied, not awaited")
                .doesNotContain("skipped");
    }

    @Test
    public void what_was_not_looked_at_is_not_called_ready() throws IOException {
        shell.write("app.yaml", CONFIG + "---\n" + NEVER_READY);
        assertThat(deploy("--deploy-type", "smart_deploy", "--wait=false")).isZero();
        shell.forget();

        assertThat(deploy("--deploy-type", "smart_deploy", "--wait=false", "--report", "report.json"))
                .isZero();
        assertThat(shell.out())
                .containsPattern("api +No Update +1\\.0\\.0 +1\\.0\\.0\n")
                .doesNotContain("applied");
        JsonNode report = JSON.readTree(Files.readAllBytes(folder.resolve("report.json")));
        assertThat(report.at("/services/0/verdict").isNull()).isTrue();
        assertThat(report.at("/changes").toString()).contains("unchanged, not awaited");
    }

    @Test
    public void what_was_applied_and_is_not_ready_counts_as_changed() throws IOException {
        shell.write("app.yaml", NEVER_READY);
        assertThat(deploy("--timeout", "1s", "--report", "report.json")).isEqualTo(1);

        assertThat(shell.out()).contains("1 created, 0 changed, 0 deleted, 0 unchanged, 1 not ready · failed");
        JsonNode report = JSON.readTree(Files.readAllBytes(folder.resolve("report.json")));
        assertThat(report.at("/changes/0/applied").asBoolean()).isTrue();
        assertThat(report.at("/changes/0/verdict").asText()).isEqualTo("timed out");
    }

    @Test
    public void a_deploy_that_is_terminated_releases_its_lock_and_the_next_goes_on() throws Exception {
        shell.write("app.yaml", CONFIG + "---\n" + NEVER_READY);
        Process process = process("deploy", "--timeout", "60s");
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> heard = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard.add(line);
                if (line.matches("Deployment\\.apps api: .*\\d+/\\d+.*")) {
                    process.toHandle().destroy();
                }
            }
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(heard).anyMatch(line -> line.contains("canceled"));
        } finally {
            process.destroyForcibly();
        }

        assertThat(process.exitValue()).isEqualTo(143);
        shell.write("app.yaml", CONFIG);
        assertThat(deploy("--lock-timeout", "0", "--report", "report.json")).isZero();
        JsonNode report = JSON.readTree(Files.readAllBytes(folder.resolve("report.json")));
        assertThat(report.path("changes").findValuesAsText("action")).containsExactly("unchanged", "delete");
    }

    @Test
    public void a_kustomization_is_built_in_memory_and_deployed() throws IOException {
        shell.write("k8s/kustomization.yaml", "configMapGenerator: [{name: config, literals: [a=1]}]\n");
        List<String> kustomization = List.of("-k", "k8s");
        assertThat(input(kustomization, "deploy")).isZero();

        shell.forget();
        assertThat(input(kustomization, "plan", "-o", "json")).isZero();
        assertThat(JSON.readTree(shell.out()).at("/changes/0/name").asText()).matches("config-[a-z0-9]{10}");

        shell.write("k8s/kustomization.yaml", "resources: [none.yaml]\n");
        assertThat(input(kustomization, "plan")).isEqualTo(2);
        assertThat(shell.err()).contains("k8s/kustomization.yaml:1:13: no such file or folder");
    }

    @Test
    public void on_a_terminal_workloads_are_deleted_only_if_a_person_says_so() throws IOException {
        shell.write("app.yaml", CONFIG + "---\n" + NEVER_READY + "---\n" + NEVER_READY.replace(" api", " web"));
        assertThat(deploy("--wait=false")).isZero();
        shell.write("app.yaml", CONFIG + "---\n" + NEVER_READY);
        String question = "This deletes 1 object that the files no longer hold: Deployment web. Go on? [y/N] ";
        for (String no : List.of("", "n", "whatever")) {
            shell.person(no);
            shell.forget();
            assertThat(deploy("--wait=false")).isEqualTo(2);
            assertThat(shell.err()).startsWith(question).contains("not confirmed; nothing was changed");
            assertThat(deployments()).containsExactlyInAnyOrder("api", "web");
        }
        shell.person("Y");
        shell.forget();
        assertThat(deploy("--wait=false")).as(shell.said()).isZero();
        assertThat(shell.err()).isEqualTo(question);
        assertThat(deployments()).containsExactly("api");
        shell.forget();
        assertThat(deploy("--wait=false")).isZero();
        assertThat(shell.err()).as("nothing is to be deleted").isEmpty();
    }

    /** Those that are not on their way out. */
    private List<String> deployments() {
        return CLUSTER.controller().list(CLUSTER.controller().resource("apps", "deployments"), namespace).stream()
                .filter(deployment -> !deployment.at("/metadata").has("deletionTimestamp"))
                .map(deployment -> deployment.at("/metadata/name").asText())
                .toList();
    }

    @Test
    public void a_plan_tells_that_the_namespace_is_not_there_as_a_misspelt_one_is_not() {
        namespace = "shpo";
        assertThat(run("plan")).isEqualTo(1);
        assertThat(shell.out()).contains("namespace \"shpo\" does not exist in cluster ", "; a deploy would create it");
        assertThat(deploy()).isZero();
        shell.forget();
        assertThat(run("plan")).isZero();
        assertThat(shell.out()).doesNotContain("does not exist");
    }

    @Test
    public void who_may_not_is_told_how_to_find_out_what_is_lacking() {
        String token = CLUSTER.user("nobody-" + namespace).token();
        List<String> words = words(List.of("-f", "app.yaml"), "plan");
        words.set(words.indexOf(CLUSTER.adminToken()), token);
        assertThat(shell.run(words.toArray(String[]::new))).isEqualTo(3);
        assertThat(shell.err())
                .contains("forbidden", "drawbridge check with the same flags says which rights the account lacks");
    }

    @Test
    public void a_deploy_that_is_refused_leaves_no_report_of_an_earlier_one() throws IOException {
        assertThat(deploy("--report", "report.json")).isZero();
        assertThat(folder.resolve("report.json")).exists();

        shell.write("app.yaml", CONFIG.replace("data:", "dataa:"));
        assertThat(deploy("--report", "report.json")).isNotZero();
        assertThat(folder.resolve("report.json")).doesNotExist();
    }

    @Test
    public void the_proxy_that_the_environment_names_is_passed_as_kubectl_passes_it() {
        Names beyond = new Names().put("api.private", 6443, CLUSTER.port());
        try (ConnectProxy proxy = ConnectProxy.start(ProxyRules.open().basic("ci", "c4n4ry"), beyond)) {
            String url = "http://ci:c4n4ry@127.0.0.1:" + proxy.port();
            List<String> words = words(List.of("-f", "app.yaml"), "deploy", "--tls-server-name", "127.0.0.1");
            words.set(words.indexOf(CLUSTER.url()), "https://api.private:6443");
            String[] deploy = words.toArray(String[]::new);

            shell.variables(Map.of("HTTPS_PROXY", url));
            assertThat(shell.run(deploy)).as(shell.err()).isZero();
            assertThat(proxy.targets()).isNotEmpty().containsOnly("api.private:6443");

            shell.variables(Map.of("HTTPS_PROXY", url.replace("c4n4ry", "wr0ng")));
            assertThat(shell.run(deploy)).isEqualTo(3);
            assertThat(shell.err()).contains("proxy 127.0.0.1:" + proxy.port()).doesNotContain("wr0ng", "c4n4ry");

            shell.forget();
            int seen = proxy.targets().size();
            shell.variables(Map.of("NO_PROXY", ".private"));
            assertThat(shell.run(deploy)).isEqualTo(3);
            assertThat(shell.err()).contains("api.private");
            assertThat(proxy.targets()).hasSize(seen);
        }
    }

    private int deploy(String... more) {
        return run("deploy", more);
    }

    private int run(String command, String... more) {
        return input(List.of("-f", "app.yaml"), command, more);
    }

    private int input(List<String> input, String command, String... more) {
        return shell.run(words(input, command, more).toArray(String[]::new));
    }

    private Process process(String command, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        words.addAll(words(List.of("-f", "app.yaml"), command, more));
        return new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private List<String> words(List<String> input, String command, String... more) {
        List<String> words = new ArrayList<>(List.of(command, "-n", namespace));
        words.addAll(input);
        words.addAll(List.of("--server", CLUSTER.url(), "--token", CLUSTER.adminToken()));
        words.addAll(List.of("--certificate-authority", "ca.pem"));
        words.addAll(List.of(more));
        return words;
    }

    private static List<String> shape(JsonNode report) {
        List<String> names = new ArrayList<>();
        report.fieldNames().forEachRemaining(names::add);
        report.at("/services/0").fieldNames().forEachRemaining(name -> names.add("service " + name));
        report.at("/changes/0").fieldNames().forEachRemaining(name -> names.add("change " + name));
        return names;
    }
}
