package io.jenkins.plugins.drawbridge.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.cluster.Namespaces;
import io.jenkins.plugins.drawbridge.engine.deploy.JobSelection;
import io.jenkins.plugins.drawbridge.engine.link.LinkException;
import io.jenkins.plugins.drawbridge.engine.plan.DeployType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class CommandLineTest {

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path folder;

    @Before
    public void writeProject() throws Exception {
        folder = temporary.getRoot().toPath();
        Files.writeString(folder.resolve("a.yaml"), "");
        Files.writeString(folder.resolve("b.yaml"), "");
        Files.writeString(
                folder.resolve("drawbridge.yaml"),
                """
                clusters: [{id: shop, url: "https://shop.example.com"}]
                environments:
                  - {id: DEV, cluster: shop, namespace: shop-dev}
                  - {id: PROD, cluster: shop, namespace: shop-prod, production: true}
                """);
    }

    @Test
    public void deploy_takes_its_defaults_from_the_documentation() {
        Run run = run("deploy", "-f", "a.yaml", "-n", "shop");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode).isZero();
        DeployRequest request = run.request(DeployRequest.class);
        assertThat(request.target().cluster().id()).isEqualTo("shop");
        assertThat(request.target().namespace()).isEqualTo("shop");
        assertThat(request.choices())
                .isEqualTo(new DeployChoices(DeployType.DEPLOY_ALL, false, "shop", false, List.of(), List.of()));
        assertThat(request.conduct())
                .isEqualTo(new DeployRequest.Conduct(
                        false, true, true, Duration.ofMinutes(10), Duration.ofMinutes(5), 16, false));
        assertThat(request.documents()).isEqualTo(new DeployRequest.Documents(null, null));
        assertThat(request.filenames()).containsExactly(folder.resolve("a.yaml").toString());
    }

    @Test
    public void deploy_understands_every_flag() {
        Run run = run(
                "deploy",
                "-f=a.yaml,b.yaml",
                "--filename",
                ".",
                "--namespace=shop",
                "--deploy-type=smart_deploy",
                "--force-deploy-when-no-semver",
                "--ensure-namespace=false",
                "--wait=false",
                "--dry-run",
                "--timeout=1h30m",
                "--lock-timeout",
                "0",
                "--application=web",
                "--report=out.json",
                "--plan=plan.json",
                "--parallelism=4",
                "--dangerously-prune-everything",
                "--force-conflicts-with=kubectl",
                "--force-conflicts-with=helm",
                "--yes");

        assertThat(run.err()).isEmpty();
        DeployRequest request = run.request(DeployRequest.class);
        assertThat(request.choices())
                .isEqualTo(new DeployChoices(
                        DeployType.SMART_DEPLOY, true, "web", true, List.of(), List.of("kubectl", "helm")));
        assertThat(request.conduct())
                .isEqualTo(
                        new DeployRequest.Conduct(true, false, false, Duration.ofMinutes(90), Duration.ZERO, 4, false));
        assertThat(request.documents())
                .isEqualTo(new DeployRequest.Documents(folder.resolve("out.json"), folder.resolve("plan.json")));
        assertThat(request.filenames()).hasSize(3);
    }

    @Test
    public void a_command_line_of_mlp_is_understood_down_to_its_last_flag() {
        Run run = run(
                "deploy",
                "-v",
                "5",
                "--server=https://10.0.0.1:6443",
                "--token=t",
                "--insecure-skip-tls-verify",
                "--namespace",
                "shop",
                "--filename",
                "a.yaml",
                "--deploy-type",
                "smart_deploy",
                "--ensure-namespace=false",
                "--request-timeout=20s",
                "--disable-compression=true",
                "--cache-dir",
                "/tmp/cache");
        assertThat(run.err()).isEmpty();
        assertThat(run.request(DeployRequest.class).target().requestTimeout()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    public void flags_are_spelt_in_all_ways_that_mlp_takes() {
        Run run = run(
                "deploy",
                "-shttps://10.0.0.1:6443",
                "-nshop",
                "-fa.yaml",
                "--ensure-namespace=0",
                "--wait=T",
                "--timeout=1.5h");
        assertThat(run.err()).isEmpty();
        DeployRequest request = run.request(DeployRequest.class);
        assertThat(request.target().namespace()).isEqualTo("shop");
        assertThat(request.filenames()).containsExactly(folder.resolve("a.yaml").toString());
        assertThat(request.conduct().ensureNamespace()).isFalse();
        assertThat(request.conduct().awaitReady()).isTrue();
        assertThat(request.conduct().timeout()).isEqualTo(Duration.ofMinutes(90));
        assertThat(run("deploy", "-f", "a.yaml", "--wait=maybe").err()).contains("'maybe' is neither true nor false");
    }

    @Test
    public void the_words_of_mlp_around_a_deploy_are_understood_with_their_defaults() {
        InterpolateRequest usual = run("interpolate", "-f", "a.yaml,b.yaml").request(InterpolateRequest.class);
        assertThat(usual.filenames())
                .containsExactly(
                        folder.resolve("a.yaml").toString(),
                        folder.resolve("b.yaml").toString());
        assertThat(usual.allowMissing()).isFalse();
        assertThat(usual.out()).isEqualTo(folder.resolve("interpolated-files"));
        InterpolateRequest said = run(
                        "interpolate",
                        "--filename=-",
                        "--env-prefix=A_,B_",
                        "--out=o",
                        "--allow-missing-filenames",
                        "-v=3")
                .request(InterpolateRequest.class);
        assertThat(said.filenames()).containsExactly("-");
        assertThat(said.allowMissing()).isTrue();
        assertThat(said.out()).isEqualTo(folder.resolve("o"));
        assertThat(run("generate", "-c", "a.yaml", "--config-file=b.yaml", "-e", "A_", "-o", "o")
                        .request(GenerateRequest.class)
                        .configFiles())
                .hasSize(2);
        assertThat(run("hydrate").request(HydrateRequest.class).folders())
                .containsExactly(folder.resolve(".").toString());
        assertThat(run("hydrate", "x", "y").request(HydrateRequest.class).folders())
                .hasSize(2);
        assertRefused("Missing required option: '--config-file=FILE' (see drawbridge generate --help)", "generate");
        assertRefused(
                folder.resolve("none.yaml") + " does not exist; name the file with --config",
                "interpolate",
                "-f",
                "a.yaml",
                "--environment=DEV",
                "--config=none.yaml");
    }

    @Test
    public void filtered_jobs_are_run_with_the_flags_of_mlp() {
        JobSelection usual = new JobSelection("pre-deploy", 3, Duration.ofSeconds(30));
        assertThat(run("deploy", "-f", "a.yaml", "--filtered-job-annotation=pre-deploy")
                        .request(DeployRequest.class)
                        .jobs())
                .isEqualTo(usual);
        assertThat(run("deploy", "-f", "a.yaml", "--filtered-job-annotation", "")
                        .request(DeployRequest.class)
                        .jobs())
                .isNull();
        String[] wrong = {"--filtered-job-max-retries=-1", "--filtered-job-timeout=0", "--plan=p.json"};
        for (String flag : wrong) {
            Run refused = run("deploy", "-f", "a.yaml", "--filtered-job-annotation=x", flag);
            assertThat(refused.exitCode).as(flag).isEqualTo(2);
            assertThat(refused.err().lines()).as(flag).hasSize(1);
        }
    }

    @Test
    public void plan_understands_formats_and_standard_input() {
        Run run = run("plan", "-f", "-", "-o", "html");

        assertThat(run.exitCode).isZero();
        PlanRequest request = run.request(PlanRequest.class);
        assertThat(request.format()).isEqualTo(OutputFormat.html);
        assertThat(request.filenames()).containsExactly("-");
        assertThat(new Run(folder).ending(ExitCode.FAILED).run("plan", "-f", "a.yaml").exitCode)
                .as("something would change")
                .isEqualTo(1);
    }

    @Test
    public void demo_and_check_need_few_words() {
        assertThat(run("demo", "--once", "--report", "r.html").request(DemoRequest.class))
                .isEqualTo(
                        new DemoRequest(true, folder.resolve("r.html"), DemoRequest.Story.server, DemoRequest.Way.ssh));
        assertThat(run("check", "--cluster", "shop")
                        .request(CheckRequest.class)
                        .target()
                        .cluster()
                        .id())
                .isEqualTo("shop");
    }

    @Test
    public void a_command_that_is_none_is_told_what_there_is() {
        assertRefused("there is no command 'depoly'; did you mean deploy? (see drawbridge --help)", "depoly");
        assertRefused(
                "there is no command 'diff'; here it is called plan (see drawbridge --help)", "diff", "-f", "a.yaml");
        assertThat(run("rollback").err())
                .startsWith("drawbridge: there is no command 'rollback'; there are check, plan, deploy, ");
    }

    @Test
    public void bad_words_are_one_sentence_and_exit_code_2() {
        assertRefused("give either files with -f or a kustomization with -k (see drawbridge plan --help)", "plan");
        assertRefused(
                "Unknown option: '--deploytype=x'; did you mean --deploy-type? (see drawbridge deploy --help)",
                "deploy",
                "-f",
                "a.yaml",
                "--deploytype=x");
        assertRefused(
                "Invalid value for option '--deploy-type': 'x' is no deploy type; it is smart_deploy or deploy_all"
                        + " (see drawbridge deploy --help)",
                "deploy",
                "-f",
                "a.yaml",
                "--deploy-type=x");
        assertRefused(
                "Invalid value for option '--timeout': '10' is no duration; write 90s, 10m or 1h30m"
                        + " (see drawbridge deploy --help)",
                "deploy",
                "-f",
                "a.yaml",
                "--timeout=10");
        assertRefused("name a command: check, plan, deploy, status, serve or demo (see drawbridge --help)");
        assertRefused(
                "Unknown option: '--enviroment'; did you mean --environment? (see drawbridge deploy --help)",
                "deploy",
                "--enviroment",
                "DEV");
        assertRefused(
                "'b.yaml' belongs to no option; several files are -f A -f B, and a folder is all below it"
                        + " (see drawbridge deploy --help)",
                "deploy",
                "-f",
                "a.yaml",
                "b.yaml");
        assertRefused("--parallelism must be from 1 to 256", "deploy", "-f", "a.yaml", "--parallelism=0");
        assertRefused(
                "--application must be at most 63 lower-case letters, digits, and dashes between them",
                "plan",
                "-f",
                "a.yaml",
                "--application=A_b");
        assertRefused(
                "the name of a file or folder is empty; is a variable not set? Say . for this folder",
                "deploy",
                "-f",
                "a.yaml",
                "--report",
                "");
        assertRefused("--namespace must be " + Namespaces.WORDS, "plan", "-f", "a.yaml", "-n", "Shop");
    }

    @Test
    public void every_kind_of_failure_has_its_exit_code() {
        assertThat(failing(new InputException("a.yaml:1:2: wrong")).exitCode).isEqualTo(2);
        Run notReached = failing(new LinkException(LinkException.Failure.REFUSED, "hop", "nobody listens", null));
        assertThat(notReached.exitCode).isEqualTo(3);
        assertThat(notReached.err()).isEqualTo("drawbridge: nobody listens\n");
        Run unexpected = failing(new IllegalStateException("secret inside"));
        assertThat(unexpected.exitCode).isEqualTo(1);
        assertThat(unexpected.err())
                .isEqualTo(
                        "drawbridge: something unexpected happened (IllegalStateException); set DRAWBRIDGE_TRACE=1 to"
                                + " see where, and report it\n");
        assertThat(new Run(folder).failing(new IllegalStateException()).run("plan", "-f", "a.yaml").exitCode)
                .as("1 would say that something would change")
                .isEqualTo(2);
        assertThat(new Run(folder).ending(ExitCode.LOCK_HELD).run("deploy", "-f", "a.yaml").exitCode)
                .isEqualTo(4);
    }

    @Test
    public void a_trace_is_printed_only_when_asked_for() {
        Run run = new Run(folder)
                .env("DRAWBRIDGE_TRACE", "1")
                .failing(new InputException("wrong"))
                .run("deploy", "-f", "a.yaml");

        assertThat(run.err()).startsWith("drawbridge: wrong\n").contains("InputException: wrong", "\tat ");
    }

    @Test
    public void each_fault_has_a_line_and_none_can_steer_the_terminal() {
        Run run = failing(new InputException("first \u001b[31mred\u202e\nsecond\tline"));

        assertThat(run.err()).isEqualTo("drawbridge: first ?[31mred?\ndrawbridge: second line\n");
    }

    @Test
    public void production_asks_a_person_and_needs_yes_elsewhere() throws Exception {
        String[] deploy = {"deploy", "-f", "a.yaml", "--environment", "PROD"};

        Run pipe = run(deploy);
        assertThat(pipe.exitCode).isEqualTo(2);
        assertThat(pipe.err())
                .isEqualTo("drawbridge: PROD is a production environment and nobody can be asked here; give --yes\n");
        Run wrong = new Run(folder).answering("prod").run(deploy);
        assertThat(wrong.exitCode).isEqualTo(2);
        assertThat(wrong.err()).endsWith("Type its name to deploy: drawbridge: not confirmed; nothing was sent\n");
        assertThat(pipe.requests).isEmpty();
        assertThat(wrong.requests).isEmpty();

        assertThat(new Run(folder).answering(" PROD ").run(deploy).requests).hasSize(1);
        assertThat(run("deploy", "-f", "a.yaml", "--environment", "PROD", "--yes").requests)
                .hasSize(1);
        assertThat(run("deploy", "-f", "a.yaml", "--environment", "PROD", "--dry-run").requests)
                .hasSize(1);
        assertThat(run("deploy", "-f", "a.yaml", "--environment", "DEV").requests)
                .hasSize(1);
        assertThat(run("plan", "-f", "a.yaml", "--environment", "PROD").requests)
                .hasSize(1);

        Files.writeString(
                folder.resolve("prod.yaml"),
                """
                clusters: [{id: shop, url: "https://10.0.0.5:6443"}]
                environments: [{id: PROD, cluster: shop, namespace: prod, production: true}]
                """);
        Run byCluster = run("deploy", "-f", "a.yaml", "--config", "prod.yaml", "-n", "prod");
        assertThat(byCluster.err()).contains("PROD is a production environment").doesNotContain("null");
        assertThat(byCluster.requests).isEmpty();
    }

    @Test
    public void only_a_person_at_a_terminal_is_asked_about_deletions() {
        String[] deploy = {"deploy", "-f", "a.yaml", "--environment", "DEV"};
        assertThat(asks(new Run(folder).answering("y").run(deploy))).isTrue();
        assertThat(asks(run(deploy))).isFalse();
        assertThat(asks(new Run(folder).answering("y").run("deploy", "-f", "a.yaml", "--environment", "DEV", "--yes")))
                .isFalse();
        assertThat(asks(new Run(folder).answering("y").run("deploy", "-f", "-", "--environment", "DEV")))
                .isFalse();
    }

    private static boolean asks(Run run) {
        return run.request(DeployRequest.class).conduct().asks();
    }

    @Test
    public void help_and_version_go_to_standard_output() {
        Run help = run("deploy", "--help");
        assertThat(help.exitCode).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out())
                .contains("--deploy-type", "smart_deploy, deploy_all", "--tls-server-name", "--environment");
        assertThat(help.out().lines()).allMatch(line -> line.length() <= 100);
        assertThat(run("--help").out()).contains("Exit codes:", "4  somebody else holds the lock");
        assertThat(run("--version").out()).startsWith("drawbridge ");
        assertThat(run("version").out()).isEqualTo(run("--version").out());
        assertThat(run("completion", "bash").out()).contains("complete -F", "--deploy-type");
        assertThat(run("completion", "fish").exitCode).isEqualTo(2);
    }

    @Test
    public void colours_follow_terminal_flag_and_NO_COLOR() {
        Properties launched = new Properties();
        launched.setProperty("drawbridge.terminal.stdout", "true");
        launched.setProperty("drawbridge.terminal.columns", "132");

        assertThat(Terminal.of(launched, Map.of())).isEqualTo(new Terminal(false, true, 132, true));
        assertThat(Terminal.of(launched, Map.of("NO_COLOR", "1")).colours()).isFalse();
        assertThat(Terminal.of(launched, Map.of("TERM", "dumb")).colours()).isFalse();
        assertThat(Terminal.of(new Properties(), Map.of())).isEqualTo(new Terminal(false, false, 80, false));
        assertThat(run("demo", "--color=always").seen.terminal().colours()).isTrue();
        assertThat(run("--color=always", "demo").seen.terminal().colours()).isTrue();
        assertThat(run("demo", "--color=always", "--no-color").seen.terminal().colours())
                .isFalse();
        assertThat(run("demo", "--color=pink").exitCode).isEqualTo(2);
    }

    private void assertRefused(String sentence, String... args) {
        Run run = run(args);
        assertThat(run.err()).isEqualTo("drawbridge: " + sentence + "\n");
        assertThat(run.exitCode).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.requests).isEmpty();
    }

    private Run failing(RuntimeException failure) {
        return new Run(folder).failing(failure).run("deploy", "-f", "a.yaml");
    }

    private Run run(String... args) {
        return new Run(folder).run(args);
    }
}
