package io.jenkins.plugins.drawbridge.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.engine.manifest.Annotations;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import io.jenkins.plugins.drawbridge.testkit.api.ApiRequest;
import io.jenkins.plugins.drawbridge.testkit.api.Fault;
import java.time.Duration;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.Test;

/** A filtered job (a migration, say) that was created although the connection died before the answer. */
public class LostAnswerOfAJobTest {

    private static final PrivateCluster CLUSTER = PrivateCluster.start();
    private static final String MIGRATION =
            Text.annotated(Text.job("migrate", "migrate:1.0.0", ""), Annotations.DEPLOY, "pre-deploy");

    private Scene scene;

    @AfterClass
    public static void stop() {
        CLUSTER.close();
    }

    @Before
    public void open() {
        scene = new Scene(CLUSTER);
    }

    @After
    public void leave() {
        CLUSTER.faults().clear();
        scene.close();
    }

    @Test
    public void it_is_recognised_and_waited_for_where_nothing_is_tried_again() {
        assertRunsOnce(0);
    }

    @Test
    public void it_is_not_deleted_and_run_a_second_time_where_failures_are_tried_again() {
        assertRunsOnce(1);
    }

    private void assertRunsOnce(int retries) {
        CLUSTER.faults().next(LostAnswerOfAJobTest::isCreationOfJob, Fault.cutOff());
        DeployOutcome outcome =
                scene.runJobs(MIGRATION, new JobSelection("pre-deploy", retries, Duration.ofSeconds(60)));

        assertThat(Scene.verdict(outcome, "Job migrate")).isEqualTo(Verdict.READY);
        assertThat(outcome.result()).isEqualTo(Result.SUCCESS);
        assertThat(scene.asked()).filteredOn("create jobs"::equals).hasSize(2);
        assertThat(scene.asked()).doesNotContain("delete jobs migrate");
    }

    @Test
    public void one_that_somebody_else_created_in_the_meantime_is_not_taken_for_ours() {
        CLUSTER.faults().next(LostAnswerOfAJobTest::isCreationOfJob, Fault.failure(409));
        DeployOutcome outcome = scene.runJobs(MIGRATION, new JobSelection("pre-deploy", 0, Duration.ofSeconds(60)));

        assertThat(Scene.verdict(outcome, "Job migrate").state()).isEqualTo(Verdict.State.FAILED);
    }

    @Test
    public void what_it_is_recognised_by_is_not_shown_as_a_change() {
        scene.runJobs(MIGRATION, new JobSelection("pre-deploy", 0, Duration.ofSeconds(60)));
        String deployed = Text.job("migrate", "migrate:1.0.0", "");
        scene.deploy(deployed);

        assertThat(Scene.actions(scene.plan(deployed))).containsEntry("Job migrate", "unchanged");
    }

    private static boolean isCreationOfJob(ApiRequest request) {
        return request.verb().equals("create") && request.resource().equals("jobs");
    }
}
