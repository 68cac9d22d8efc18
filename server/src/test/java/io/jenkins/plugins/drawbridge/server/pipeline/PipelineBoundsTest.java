package io.jenkins.plugins.drawbridge.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.RunResult;
import io.jenkins.plugins.drawbridge.server.store.StepRecord.Status;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Jenkinsfiles that would grow without end. */
public class PipelineBoundsTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Workshop shop;

    @Before
    public void open() throws Exception {
        shop = new Workshop(folder.getRoot().toPath(), "");
    }

    @After
    public void close() {
        shop.close();
    }

    @Test
    public void a_text_of_more_than_a_mebibyte_fails_its_stage_and_names_the_line() {
        Run run = shop.stages("stage('A') { environment {\n" + doubled(20) + " }\nsteps { echo 'x' }\n"
                + "post { always { echo 'posted' } } }");

        assertThat(run.result()).isEqualTo(RunResult.FAILURE);
        assertThat(run.reason()).isEqualTo("line 21 of the Jenkinsfile makes a text of more than 1 MiB");
        assertThat(shop.stage(run, "A").status()).isEqualTo(Status.FAILED);
        assertThat(shop.lines(run)).contains("posted");
    }

    @Test
    public void a_step_that_makes_such_a_text_can_be_caught_as_any_that_fails() {
        Run run = shop.stages("stage('A') { environment {\n" + doubled(16) + " }\nsteps {\n"
                + "catchError(buildResult: 'UNSTABLE') { dir(\"${V16}/x\") { echo 'x' } }\n"
                + "catchError(buildResult: 'UNSTABLE') { echo 'x' + V16 }\n"
                + "catchError(buildResult: 'UNSTABLE') { withEnv([\"W=${V16}\"]) { echo 'x' } }\n"
                + "echo 'after' } }");

        assertThat(run.result()).isEqualTo(RunResult.UNSTABLE);
        assertThat(shop.lines(run))
                .contains(
                        "ERROR: line 22 of the Jenkinsfile makes a text of more than 1 MiB",
                        "ERROR: line 23 of the Jenkinsfile makes a text of more than 1 MiB",
                        "ERROR: line 24 of the Jenkinsfile makes a text of more than 1 MiB",
                        "after");
    }

    @Test
    public void a_condition_that_makes_such_a_text_fails_its_stage() {
        Run run = shop.stages("stage('A') { environment {\n" + doubled(16) + " }\n"
                + "when { equals expected: 'x', actual: \"${V16}${V16}\" }\nsteps { echo 'x' } }");

        assertThat(run.result()).isEqualTo(RunResult.FAILURE);
        assertThat(run.reason()).isEqualTo("line 21 of the Jenkinsfile makes a text of more than 1 MiB");
        shop.assertNothingOpen(run);
    }

    @Test
    public void all_variables_together_have_a_bound_too() {
        String many = IntStream.range(0, 3)
                .mapToObj(number -> "\"W" + number + "=" + "x".repeat(50) + "${V14}${V14}${V14}\"")
                .collect(Collectors.joining(", "));
        Run run = shop.stages("stage('A') { environment {\n" + doubled(15) + " }\nsteps {\n" + "withEnv([" + many
                + "]) { withEnv([" + many.replace("W", "X") + "]) { echo 'ran' } } } }");

        assertThat(run.result()).isEqualTo(RunResult.FAILURE);
        assertThat(run.reason()).isEqualTo("With X0, the variables of the Jenkinsfile are longer than 4 MiB together.");
        assertThat(shop.lines(run)).doesNotContain("ran");
    }

    /** {@code V0} has 16 characters, each next one twice as many. */
    private static String doubled(int times) {
        return "V0 = '0123456789abcdef'\n"
                + IntStream.rangeClosed(1, times)
                        .mapToObj(number -> "V" + number + " = \"${V" + (number - 1) + "}${V" + (number - 1) + "}\"")
                        .collect(Collectors.joining("\n"));
    }

    @Test
    public void a_run_has_ten_thousand_steps_at_most_whatever_catches_errors() throws Exception {
        shop.jenkinsfile("pipeline { agent any\nstages { stage('A') { steps { input 'Go on?'\n"
                + "retry(100) { retry(100) { catchError(buildResult: 'SUCCESS') { echo 'again' }\nerror 'no' } }\n"
                + "echo 'after' } }\nstage('B') { steps { echo 'never' } } } }");
        long run = shop.start(Map.of());
        shop.asked(run);
        addSteps(run, 9_990);

        shop.answer(run, "Go on?");

        Run ended = shop.ended(run);
        assertThat(ended.result()).isEqualTo(RunResult.FAILURE);
        assertThat(ended.reason())
                .isEqualTo(
                        "A run has at most 10000 steps, and this one wants more; does a retry stand within a retry?");
        assertThat(shop.stage(ended, "A").status()).isEqualTo(Status.FAILED);
        assertThat(shop.stage(ended, "B").status()).isEqualTo(Status.SKIPPED);
        assertThat(shop.store().journal().steps(run)).hasSizeLessThanOrEqualTo(10_001);
        assertThat(shop.lines(ended)).doesNotContain("after", "never");
    }

    private void addSteps(long run, int so) throws Exception {
        try (Connection connection = shop.store().dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into step (run, path, kind, title, status, detail, outcome, started_at, ended_at)"
                                + " select ?, '0/x/' || x, 'echo', '', 'DONE', '', '', now(), now()"
                                + " from system_range(1, ?)")) {
            insert.setLong(1, run);
            insert.setInt(2, so);
            assertThat(insert.executeUpdate()).isEqualTo(so);
        }
    }

    @Test
    public void a_retry_of_what_begins_no_step_has_the_same_bound() {
        Run run = shop.stages("stage('A') { steps {"
                + " retry(100) { retry(100) { retry(100) { withEnv(['no variable']) { echo 'x' } } } } } }");

        assertThat(run.result()).isEqualTo(RunResult.FAILURE);
        assertThat(run.reason()).startsWith("A run has at most 10000 retries");
    }

    @Test
    public void steps_are_not_nested_deeper_than_the_journal_can_tell() {
        Run run =
                shop.stages("stage('A') { steps { " + "retry(1) { ".repeat(45) + "echo 'x'" + " }".repeat(45) + " } }");

        assertThat(run.result()).isEqualTo(RunResult.FAILURE);
        assertThat(run.reason()).isEqualTo("Steps are nested too deeply here to be run.");
    }

    @Test
    public void a_pattern_of_many_stars_is_decided_at_once() {
        String name = "a/".repeat(120) + "b";
        Run run = shop.stages("stage('A') { environment { BRANCH_NAME = '" + name + "' }\n" + "when { branch '"
                + "**/".repeat(60) + "x' }\nsteps { echo 'ran' } }");

        assertThat(run.result()).isEqualTo(RunResult.SUCCESS);
        assertThat(shop.lines(run)).doesNotContain("ran");
    }
}
