package io.jenkins.plugins.drawbridge.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.manifest.Annotations;
import io.jenkins.plugins.drawbridge.testkit.ClusterUnderTest;
import io.jenkins.plugins.drawbridge.testkit.ClustersUnderTest;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import java.time.Duration;
import java.util.List;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** Jobs that run on a call of their own, before or after a deploy. */
@RunWith(Parameterized.class)
public class FilteredJobTest {

    private static final ClustersUnderTest CLUSTERS = ClustersUnderTest.start(PrivateCluster.builder());
    private static final JobSelection PRE = new JobSelection("pre-deploy", 1, Duration.ofSeconds(60));

    @Parameters(name = "{1}")
    public static List<Object[]> clusters() {
        return CLUSTERS.parameters();
    }

    @AfterClass
    public static void close() {
        CLUSTERS.close();
    }

    private final ClusterUnderTest cluster;
    private Scene scene;

    public FilteredJobTest(ClusterUnderTest cluster, String name) {
        this.cluster = cluster;
        assertThat(name).isEqualTo(cluster.name());
    }

    @Before
    public void open() {
        scene = new Scene(cluster);
    }

    @After
    public void leave() {
        scene.close();
    }

    @Test
    public void only_the_selected_jobs_run_and_nothing_else_of_the_input() {
        String yaml = job("migrate", "migrate:1.0.0", "pre-deploy")
                + job("smoke", "smoke:1.0.0", "post-deploy")
                + Text.configMap("config", "a", "1");
        DeployOutcome outcome = scene.runJobs(yaml, PRE);

        assertThat(outcome.result()).isEqualTo(Result.SUCCESS);
        assertThat(Scene.states(outcome)).containsOnlyKeys("Job migrate").containsEntry("Job migrate", "ready");
        assertThat(scene.find(Scene.JOBS, "migrate")).isPresent();
        assertThat(scene.find(Scene.JOBS, "smoke")).isEmpty();
        assertThat(scene.find(Scene.CONFIG_MAPS, "config")).isEmpty();
        assertThat(scene.inventory()).isEmpty();
        assertThat(scene.isLocked()).isFalse();
    }

    @Test
    public void a_job_that_an_earlier_run_left_makes_way() {
        String yaml = job("migrate", "migrate:1.0.0", "pre-deploy");
        scene.runJobs(yaml, PRE);
        String first = scene.get(Scene.JOBS, "migrate").at("/metadata/uid").asText();
        DeployOutcome again =
                scene.runJobs(yaml.replace("1.0.0", "1.1.0"), new JobSelection("pre-deploy", 0, PRE.attempt()));

        assertThat(again.result()).isEqualTo(Result.SUCCESS);
        assertThat(scene.get(Scene.JOBS, "migrate").at("/metadata/uid").asText())
                .isNotEqualTo(first);
    }

    @Test
    public void a_job_that_fails_is_tried_again_and_then_ends_the_run_with_its_reason() {
        String yaml = job("migrate", "broken:1.0.0", "pre-deploy") + job("later", "fine:1.0.0", "pre-deploy");
        DeployOutcome outcome = scene.runJobs(yaml, PRE);

        assertThat(outcome.result()).isEqualTo(Result.FAILED);
        assertThat(Scene.verdict(outcome, "Job migrate").state()).isEqualTo(Verdict.State.FAILED);
        assertThat(Scene.verdict(outcome, "Job migrate").reason()).contains("ImagePull");
        assertThat(Scene.verdict(outcome, "Job later").state()).isEqualTo(Verdict.State.SKIPPED);
        assertThat(notices()).contains("retrying filtered job \"migrate\" (attempt 1/1)");
        assertThat(scene.find(Scene.JOBS, "migrate")).isPresent();
        assertThat(scene.find(Scene.JOBS, "later")).isEmpty();
    }

    @Test
    public void an_optional_job_may_fail() {
        String optional = job("warm", "broken:1.0.0", "pre-deploy")
                .replace("annotations: {", "annotations: {\"" + Annotations.DEPLOY_OPTIONAL + "\": 'true', ");
        DeployOutcome outcome = scene.runJobs(
                optional + job("migrate", "migrate:1.0.0", "pre-deploy"),
                new JobSelection("pre-deploy", 0, PRE.attempt()));

        assertThat(outcome.result()).isEqualTo(Result.SUCCESS);
        assertThat(Scene.verdict(outcome, "Job warm").reason()).startsWith("optional, and failed: ");
        assertThat(notices()).contains("optional filtered job \"warm\" failed, continuing");
        assertThat(Scene.verdict(outcome, "Job migrate")).isEqualTo(Verdict.READY);
    }

    @Test
    public void a_job_that_takes_too_long_has_timed_out() {
        JobSelection brief = new JobSelection("pre-deploy", 0, Duration.ofMillis(700));
        DeployOutcome outcome = scene.runJobs(job("migrate", "stuck:1.0.0", "pre-deploy"), brief);
        assertThat(outcome.result()).isEqualTo(Result.FAILED);
        assertThat(Scene.verdict(outcome, "Job migrate").state()).isEqualTo(Verdict.State.TIMED_OUT);
    }

    @Test
    public void nothing_to_run_is_no_failure_and_a_dry_run_creates_nothing() {
        DeployOutcome none = scene.runJobs(Text.configMap("config"), PRE);
        assertThat(none.result()).isEqualTo(Result.SUCCESS);
        assertThat(none.notices()).singleElement().asString().contains("pre-deploy");

        DeployOutcome dry = scene.runJobs(
                job("migrate", "migrate:1.0.0", "pre-deploy"), PRE, Wish.usual().dryRun());
        assertThat(Scene.actions(dry)).containsEntry("Job migrate", "create");
        assertThat(scene.find(Scene.JOBS, "migrate")).isEmpty();
    }

    @Test
    public void the_namespace_rule_holds_for_jobs_too() {
        String elsewhere = job("migrate", "migrate:1.0.0", "pre-deploy")
                .replace("metadata:\n  annotations", "metadata:\n  namespace: elsewhere\n  annotations");
        assertThatThrownBy(() -> scene.runJobs(elsewhere, PRE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("elsewhere");
    }

    private List<String> notices() {
        return scene.events.stream()
                .filter(DeployEvent.Notice.class::isInstance)
                .map(event -> ((DeployEvent.Notice) event).sentence())
                .toList();
    }

    private static String job(String name, String image, String when) {
        return Text.annotated(Text.job(name, image, ""), Annotations.DEPLOY, when);
    }
}
