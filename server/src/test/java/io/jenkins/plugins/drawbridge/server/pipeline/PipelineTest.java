package io.jenkins.plugins.drawbridge.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.server.store.Question;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.RunResult;
import io.jenkins.plugins.drawbridge.server.store.RunState;
import io.jenkins.plugins.drawbridge.server.store.StepRecord.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Jenkinsfiles as they run: a real repository, a real database, the real queue. */
public class PipelineTest {

    private static final String POST = "post { always { echo 'P always' }; changed { echo 'P changed' };"
            + " aborted { echo 'P aborted' }; failure { echo 'P failure' }; success { echo 'P success' };"
            + " unstable { echo 'P unstable' }; unsuccessful { echo 'P unsuccessful' }; cleanup { echo 'P cleanup' } }";
    private static final String ASKING =
            "pipeline { agent any\nstages { stage('A') { steps { echo 'first'; input 'Go on?'; echo 'last' } } }\n"
                    + POST + " }";

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Workshop shop;

    @Before
    public void open() throws Exception {
        Files.writeString(folder.getRoot().toPath().resolve("secret"), "hunter2-canary");
        shop = new Workshop(folder.getRoot().toPath(), "    credentials: {registry: {file: secret}}\n");
    }

    @After
    public void close() {
        shop.close();
    }

    @Test
    public void post_runs_for_what_became_of_the_run() {
        assertThat(posted("echo 'x'")).containsExactly("always", "changed", "success", "cleanup");
        assertThat(posted("echo 'x'")).containsExactly("always", "success", "cleanup");
        assertThat(posted("error 'no'")).containsExactly("always", "changed", "failure", "unsuccessful", "cleanup");
        assertThat(posted("catchError(buildResult: 'UNSTABLE') { error 'no' }"))
                .containsExactly("always", "changed", "unstable", "unsuccessful", "cleanup");
        assertThat(posted("timeout(time: 1, unit: 'SECONDS') { input 'Go on?' }"))
                .containsExactly("always", "changed", "aborted", "unsuccessful", "cleanup");
    }

    private List<String> posted(String step) {
        return posted(shop.run(
                "pipeline { agent any\nstages { stage('A') { steps { " + step + " } } }\n" + POST + " }", Map.of()));
    }

    private List<String> posted(Run run) {
        return shop.lines(run).stream()
                .filter(line -> line.startsWith("P "))
                .map(line -> line.substring(2))
                .toList();
    }

    @Test
    public void post_also_runs_when_a_person_aborted_the_run() {
        shop.jenkinsfile(ASKING);
        long run = shop.start(Map.of());
        shop.asked(run);
        assertThat(shop.work().abort(run, "bob")).isTrue();
        Run ended = shop.ended(run);
        assertThat(ended.result()).isEqualTo(RunResult.ABORTED);
        assertThat(ended.reason()).isEqualTo("Aborted by bob.");
        assertThat(posted(ended)).containsExactly("always", "changed", "aborted", "unsuccessful", "cleanup");
    }

    @Test
    public void an_approval_lets_it_go_on_and_a_rejection_ends_it() {
        shop.jenkinsfile(ASKING);
        Run approved = answered(true);
        assertThat(approved.result()).isEqualTo(RunResult.SUCCESS);
        assertThat(shop.lines(approved)).contains("Approved by bob", "last");
        assertThat(shop.lines(approved)).filteredOn("first"::equals).hasSize(1);
        Run rejected = answered(false);
        assertThat(rejected.result()).isEqualTo(RunResult.ABORTED);
        assertThat(rejected.reason()).isEqualTo("Rejected by bob.");
        assertThat(shop.lines(rejected)).doesNotContain("last");
    }

    private Run answered(boolean yes) {
        long run = shop.start(Map.of());
        Question question = shop.asked(run);
        assertThat(shop.work().answer(run, question.path(), yes, "bob")).isTrue();
        return shop.ended(run);
    }

    @Test
    public void a_timeout_ends_an_input_that_nobody_answers() {
        for (String stage : List.of(
                "stage('A') { steps { timeout(time: 1, unit: 'SECONDS') { input 'Go on?' } } }",
                "stage('A') { options { timeout(time: 1, unit: 'SECONDS') }\ninput { message 'Go on?' }\nsteps { echo 'x' } }")) {
            Run run = shop.stages(stage);
            assertThat(run.result()).as(stage).isEqualTo(RunResult.ABORTED);
            assertThat(run.reason()).isEqualTo("The timeout has been exceeded.");
            assertThat(shop.stage(run, "A").status()).isEqualTo(Status.ABORTED);
            assertThat(shop.store().journal().questions(run.id()))
                    .allSatisfy(question -> assertThat(question.answer()).isNotNull());
        }
    }

    @Test
    public void the_timeout_of_the_whole_run_ends_an_input_too() {
        Run run = shop.run(
                "pipeline { agent any\noptions { timeout(time: 1, unit: 'SECONDS') }\n"
                        + "stages { stage('A') { steps { input 'Go on?' } } }\n" + POST + " }",
                Map.of());
        assertThat(run.result()).isEqualTo(RunResult.ABORTED);
        assertThat(posted(run)).contains("aborted");
    }

    @Test
    public void an_answer_in_time_is_an_answer() {
        shop.jenkinsfile("pipeline { agent any\nstages { stage('A') { steps {\n"
                + "timeout(time: 1, unit: 'HOURS') { input 'Go on?'; echo 'in time' } } } } }");
        Run run = answered(true);
        assertThat(run.result()).isEqualTo(RunResult.SUCCESS);
        assertThat(shop.lines(run)).contains("in time");
    }

    @Test
    public void retry_tries_again_what_failed_or_took_too_long_and_not_what_a_person_ended() {
        Run failed = shop.stages("stage('A') { steps { retry(3) { echo 'try'; error 'no' } } }");
        assertThat(failed.result()).isEqualTo(RunResult.FAILURE);
        assertThat(shop.lines(failed)).filteredOn("try"::equals).hasSize(3);
        Run late = shop.stages(
                "stage('A') { steps { retry(2) { echo 'try'; timeout(time: 1, unit: 'SECONDS') { input 'Go on?' } } } }");
        assertThat(late.result()).isEqualTo(RunResult.ABORTED);
        assertThat(shop.lines(late)).filteredOn("try"::equals).hasSize(2);
        shop.jenkinsfile(
                "pipeline { agent any\nstages { stage('A') { steps { retry(2) { echo 'try'; input 'Go on?' } } } } }");
        Run rejected = answered(false);
        assertThat(shop.lines(rejected)).filteredOn("try"::equals).hasSize(1);
    }

    @Test
    public void a_timeout_around_a_retry_ends_the_retry() {
        Run run = shop.stages(
                "stage('A') { steps { timeout(time: 1, unit: 'SECONDS') { retry(5) { echo 'try'; input 'Go on?' } } } }");
        assertThat(run.result()).isEqualTo(RunResult.ABORTED);
        assertThat(shop.lines(run)).filteredOn("try"::equals).hasSize(1);
    }

    @Test
    public void catch_error_sets_the_results_it_says_and_goes_on() {
        Run run = shop.stages("stage('A') { steps { catchError(buildResult: 'SUCCESS', stageResult: 'FAILURE',"
                + " message: 'oh') { error 'no' }\necho 'after' } }\n"
                + "stage('B') { steps { catchError(buildResult: null, stageResult: 'UNSTABLE') { error 'no' } } }\n"
                + "stage('C') { steps { echo 'end' } }");
        assertThat(run.result()).isEqualTo(RunResult.SUCCESS);
        assertThat(shop.lines(run)).contains("oh", "after", "end");
        assertThat(shop.stage(run, "A").status()).isEqualTo(Status.FAILED);
        assertThat(shop.stage(run, "B").status()).isEqualTo(Status.UNSTABLE);
        assertThat(shop.stage(run, "C").status()).isEqualTo(Status.DONE);
        Run plain = shop.stages("stage('A') { steps { catchError { error 'no' }\necho 'after' } }\n"
                + "stage('B') { steps { echo 'end' } }");
        assertThat(plain.result()).isEqualTo(RunResult.FAILURE);
        assertThat(shop.lines(plain)).contains("after").doesNotContain("end");
    }

    @Test
    public void catch_error_catches_a_timeout_within_it_unless_told_not_to() {
        String late = "timeout(time: 1, unit: 'SECONDS') { input 'Go on?' }";
        Run caught = shop.stages("stage('A') { steps { catchError { " + late + " }\necho 'after' } }");
        assertThat(caught.result()).isEqualTo(RunResult.FAILURE);
        assertThat(shop.lines(caught)).contains("after");
        Run let = shop.stages(
                "stage('A') { steps { catchError(catchInterruptions: false) { " + late + " }\necho 'after' } }");
        assertThat(let.result()).isEqualTo(RunResult.ABORTED);
        assertThat(shop.lines(let)).doesNotContain("after");
    }

    @Test
    public void every_kind_of_when_decides() {
        Map<String, Boolean> conditions = Map.ofEntries(
                Map.entry("environment name: 'A', value: 'x'", true),
                Map.entry("environment name: 'A', value: 'y'", false),
                Map.entry("equals expected: 'main', actual: env.BRANCH_NAME", true),
                Map.entry("equals expected: 'v1', actual: params.REVISION", false),
                Map.entry("expression { params.FORCE == 'true' || env.A == 'x' }", true),
                Map.entry("expression { return !params.FORCE }", true),
                Map.entry("expression { params.FORCE ? true : false }", false),
                Map.entry("not { branch 'main' }", false),
                Map.entry("allOf { branch 'main'; environment name: 'A', value: 'x' }", true),
                Map.entry("allOf { branch 'main'; environment name: 'A', value: 'y' }", false),
                Map.entry("anyOf { branch 'x'; branch 'ma*' }", true),
                Map.entry("branch '**'", true),
                Map.entry("branch 'm?in'", true),
                Map.entry("branch 'main/**'", true),
                Map.entry("branch '[m]ain'", false),
                Map.entry("branch '{main,x}'", false),
                Map.entry("branch '['", false),
                Map.entry("beforeAgent true\nbranch 'main'", true));
        conditions.forEach((condition, holds) -> {
            Run run = shop.run(
                    "pipeline { agent any\nenvironment { A = 'x' }\nstages { stage('A') { when { " + condition
                            + " }\nsteps { echo 'ran' } } } }",
                    Map.of("FORCE", "false"));
            assertThat(run.result()).as(condition).isEqualTo(RunResult.SUCCESS);
            assertThat(shop.lines(run).contains("ran")).as(condition).isEqualTo(holds);
        });
    }

    @Test
    public void variables_come_from_parameters_environment_and_with_env() {
        Run run = shop.run(
                "pipeline { agent any\nparameters { string(name: 'P', defaultValue: 'p'); booleanParam(name: 'B') }\n"
                        + "environment { E = \"${params.P}-e\"; F = \"${E}-f\"; T = credentials('registry') }\n"
                        + "stages { stage('A') { environment { E = 'inner' }\nsteps {\n"
                        + "echo \"${P} ${params.B} ${E} ${F} ${env.JOB_NAME} ${BUILD_NUMBER}\"\n"
                        + "withEnv([\"E=${E}-with\", 'N=n']) { echo \"${E} ${N}\" }\n"
                        + "echo \"token ${T}\" } } } }",
                Map.of());
        assertThat(shop.lines(run)).contains("p false inner p-e-f shop 1", "inner-with n", "token ****");
        assertThat(shop.log(run.id())).doesNotContain("canary");
    }

    @Test
    public void a_parameter_that_nobody_declared_reaches_nothing_and_is_named_in_the_log() {
        String steps = "stages { stage('A') { steps {"
                + " echo \"${params.P} ${params.EVIL} ${env.EVIL} ${EVIL} ${E} ${params.REVISION}\" } } } }";
        Map<String, String> sent = Map.of("P", "given", "EVIL", "canary", "E", "canary", "REVISION", "main");
        Run run = shop.run(
                "pipeline { agent any\nparameters { string(name: 'P', defaultValue: 'p') }\n"
                        + "environment { E = 'e' }\n" + steps,
                sent);
        assertThat(shop.lines(run))
                .contains(
                        "given null null null e main",
                        "left out, since the Jenkinsfile declares no such parameters: E, EVIL");
        Run without = shop.run("pipeline { agent any\n" + steps, sent);
        assertThat(shop.lines(without)).contains("null null null null null main");
        assertThat(shop.log(run.id()) + shop.log(without.id())).doesNotContain("canary");
    }

    @Test
    public void a_secret_shows_in_no_reason_either() {
        Run run = shop.stages("stage('A') { environment { T = credentials('registry') }\n"
                + "steps { withEnv([\"${T}\"]) { echo 'x' } } }");
        assertThat(run.result()).isEqualTo(RunResult.FAILURE);
        assertThat(run.reason()).contains("****").doesNotContain("canary");
        assertThat(shop.stage(run, "A").detail()).doesNotContain("canary");
    }

    @Test
    public void what_does_not_go_with_the_job_is_told_before_anything_runs() {
        String pipeline = "pipeline { agent any\nparameters { choice(name: 'SIZE', choices: ['small', 'large']) }\n"
                + "environment { X = credentials('nowhere') }\nstages { stage('A') { steps { echo 'ran' } } } }";
        Run run = shop.run(pipeline, Map.of("SIZE", "huge"));
        assertThat(run.result()).isEqualTo(RunResult.FAILURE);
        assertThat(run.reason().lines())
                .containsExactly(
                        "the parameter SIZE is one of small, large",
                        "the job shop has no credentials 'nowhere'; it has registry");
        assertThat(shop.store().journal().steps(run.id())).isEmpty();
    }

    @Test
    public void one_run_at_a_time_says_once_that_it_waits_and_can_be_aborted_meanwhile() {
        shop.jenkinsfile("pipeline { agent any\noptions { disableConcurrentBuilds() }\n"
                + "stages { stage('A') { steps { echo 'begun'; input 'Go on?' } } } }");
        long first = shop.start(Map.of("N", "1"));
        Question question = shop.asked(first);
        long second = shop.start(Map.of("N", "2"));
        long third = shop.start(Map.of("N", "3"));
        Workshop.until(() -> shop.log(third).contains("waiting: #"), () -> shop.log(third));
        assertThat(shop.work().abort(second, "bob")).isTrue();
        assertThat(shop.ended(second).result()).isEqualTo(RunResult.ABORTED);
        assertThat(shop.work().answer(first, question.path(), true, "bob")).isTrue();
        assertThat(shop.ended(first).result()).isEqualTo(RunResult.SUCCESS);
        Question next = shop.asked(third);
        assertThat(shop.log(third).lines().filter(line -> line.contains("waiting: #")))
                .as(shop.log(third))
                .hasSize(1);
        assertThat(shop.log(third)).doesNotContain("taken up again").contains("begun");
        assertThat(shop.work().answer(third, next.path(), true, "bob")).isTrue();
        assertThat(shop.ended(third).result()).isEqualTo(RunResult.SUCCESS);
    }

    @Test
    public void a_run_that_waits_for_its_turn_writes_nothing_and_checks_nothing_out() throws Exception {
        shop.jenkinsfile("pipeline { agent any\noptions { disableConcurrentBuilds() }\n"
                + "stages { stage('A') { steps { input 'Go on?' } } } }");
        long first = shop.start(Map.of("N", "1"));
        Question question = shop.asked(first);
        long second = shop.start(Map.of("N", "2"));
        Workshop.until(() -> shop.log(second).contains("waiting: #1"), () -> shop.log(second));
        String said = shop.log(second);
        Path clones = folder.getRoot().toPath().resolve("drawbridge-data/git");
        Path away = Files.move(clones, clones.resolveSibling("away"));
        Files.writeString(clones, "so that nothing can be checked out");
        int attempt = shop.store().runs().byId(second).orElseThrow().attempt();
        shop.await(second, run -> run.ended() || run.attempt() > attempt + 2);
        assertThat(shop.log(second)).isEqualTo(said);
        Files.delete(clones);
        Files.move(away, clones);
        assertThat(shop.work().answer(first, question.path(), true, "bob")).isTrue();
        assertThat(shop.work().answer(second, shop.asked(second).path(), true, "bob"))
                .isTrue();
        assertThat(shop.ended(second).result()).as(shop.log(second)).isEqualTo(RunResult.SUCCESS);
    }

    @Test
    public void what_was_done_before_a_restart_is_not_done_again() {
        shop.jenkinsfile(
                """
                pipeline {
                  agent any
                  environment { T = credentials('registry') }
                  stages {
                    stage('A') { steps { catchError(buildResult: 'UNSTABLE') { echo 'one'; error 'no' } } }
                    stage('B') {
                      steps {
                        withEnv(['X=x']) {
                          retry(2) {
                            echo 'two'
                            timeout(time: 1, unit: 'HOURS') { input 'Go on?' }
                            echo "three ${X} ${T}"
                          }
                        }
                      }
                      post { always { echo 'four' } }
                    }
                  }
                  post { unstable { echo 'five' } }
                }
                """);
        long run = shop.start(Map.of());
        Question question = shop.asked(run);
        shop.await(run, one -> one.state() == RunState.WAITING);
        shop.restart();
        assertThat(shop.work().answer(run, question.path(), true, "bob")).isTrue();
        Run ended = shop.ended(run);
        assertThat(ended.result()).as(shop.log(run)).isEqualTo(RunResult.UNSTABLE);
        assertThat(shop.lines(ended).stream().filter(line -> line.matches("(one|two|three|four|five).*")))
                .containsExactly("one", "two", "three x ****", "four", "five");
    }

    @Test
    public void leaves_no_workspace_behind() throws Exception {
        shop.stages("stage('A') { steps { checkout scm; echo 'x' } }");
        Path workspaces = folder.getRoot().toPath().resolve("drawbridge-data/git/workspaces");
        try (Stream<Path> left = Files.walk(workspaces)) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("run-")))
                    .isEmpty();
        }
    }
}
