package io.jenkins.plugins.drawbridge.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.RunResult;
import io.jenkins.plugins.drawbridge.server.store.RunState;
import io.jenkins.plugins.drawbridge.server.store.StepRecord;
import io.jenkins.plugins.drawbridge.server.store.StepRecord.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Runs that end while they wait for a person or their turn: what ended has ended, what began has its post. */
public class InterruptedRunTest {

    private static final String WAITING =
            """
            pipeline {
              agent any
              %s
              stages {
                stage('A') { steps { echo 'done' } }
                stage('B') {
                  steps { echo 'first'; input 'Go on?'; echo 'last' }
                  post { always { echo 'P always' }; aborted { echo 'P aborted' } }
                }
                stage('C') { steps { echo 'never' } }
              }
            }
            """;

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
    public void an_abort_while_it_waits_runs_the_post_of_the_stage_and_leaves_nothing_open() {
        long run = waiting("");

        assertThat(shop.work().abort(run, "bob")).isTrue();

        Run ended = shop.ended(run);
        assertThat(ended.reason()).isEqualTo("Aborted by bob.");
        assertAborted(ended);
    }

    @Test
    public void so_does_the_timeout_of_the_whole_run() {
        long run = waiting("options { timeout(time: 1, unit: 'HOURS') }");
        shop.later(Duration.ofHours(2));

        shop.answer(run, "Go on?");

        Run ended = shop.ended(run);

        assertThat(ended.reason()).isEqualTo("The timeout has been exceeded.");
        assertAborted(ended);
    }

    @Test
    public void so_does_an_abort_on_a_server_that_has_to_fetch_the_commit_first() throws Exception {
        long run = waiting("");
        shop.await(run, one -> one.state() == RunState.WAITING);
        shop.restartElsewhere();

        assertThat(shop.work().abort(run, "bob")).isTrue();

        assertAborted(shop.ended(run));
    }

    private long waiting(String options) {
        shop.jenkinsfile(WAITING.formatted(options));
        long run = shop.start(Map.of());
        Workshop.until(() -> !shop.store().journal().questions(run).isEmpty(), () -> shop.log(run));
        return run;
    }

    private void assertAborted(Run run) {
        assertThat(run.result()).as(shop.log(run.id())).isEqualTo(RunResult.ABORTED);
        assertThat(shop.lines(run))
                .as(shop.log(run.id()))
                .containsOnlyOnce("first", "P always", "P aborted")
                .doesNotContain("last", "never");
        assertThat(shop.stage(run, "A").status()).isEqualTo(Status.DONE);
        assertThat(shop.stage(run, "B").status()).isEqualTo(Status.ABORTED);
        shop.assertNothingOpen(run);
    }

    @Test
    public void what_was_done_in_time_is_not_late_when_the_run_goes_on() {
        shop.jenkinsfile("pipeline { agent any\nstages { stage('A') { steps {\n"
                + "timeout(time: 1, unit: 'HOURS') { echo 'quick' }\ninput 'Go on?'\necho 'last' } } } }");
        long run = shop.start(Map.of());
        shop.asked(run);
        shop.later(Duration.ofHours(2));

        shop.answer(run, "Go on?");

        Run ended = shop.ended(run);
        assertThat(ended.result()).as(shop.log(run)).isEqualTo(RunResult.SUCCESS);
        assertThat(shop.lines(ended)).containsOnlyOnce("quick", "last");
    }

    @Test
    public void a_run_that_cannot_go_on_leaves_nothing_open_either() throws Exception {
        long run = waiting("");
        shop.await(run, one -> one.state() == RunState.WAITING);
        shop.loseRepository();
        shop.restartElsewhere();

        shop.answer(run, "Go on?");

        Run ended = shop.ended(run);
        assertThat(ended.result()).as(shop.log(run)).isEqualTo(RunResult.FAILURE);
        assertThat(shop.stage(ended, "B").status()).isEqualTo(Status.FAILED);
        shop.assertNothingOpen(ended);
    }

    @Test
    public void the_time_of_a_run_counts_from_its_turn_which_is_no_step() {
        shop.jenkinsfile("pipeline { agent any\noptions { disableConcurrentBuilds() }\n"
                + "stages { stage('A') { steps { input 'Go on?' } } } }");
        long first = shop.start(Map.of("REVISION", "main"));
        shop.asked(first);
        shop.jenkinsfile(
                "pipeline { agent any\noptions { disableConcurrentBuilds(); timeout(time: 1, unit: 'HOURS') }\n"
                        + "stages { stage('A') { steps { echo 'its turn'; input 'Go on?' } } } }");
        long second = shop.start(Map.of());
        Workshop.until(() -> shop.log(second).contains("waiting: #1"), () -> shop.log(second));
        shop.later(Duration.ofHours(2));

        shop.answer(first, "Go on?");
        shop.ended(first);
        shop.answer(second, "Go on?");

        Run ended = shop.ended(second);
        assertThat(ended.result()).as(shop.log(second)).isEqualTo(RunResult.SUCCESS);
        List<StepRecord> steps = shop.store().journal().steps(second);
        assertThat(steps).extracting(StepRecord::kind).containsExactly("stage", "echo", "input");
    }
}
