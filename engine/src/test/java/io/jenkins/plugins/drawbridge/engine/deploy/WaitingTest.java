package io.jenkins.plugins.drawbridge.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.testkit.ClusterUnderTest;
import io.jenkins.plugins.drawbridge.testkit.ClustersUnderTest;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** When a deploy gives up on an object, and the sentence it gives. */
@RunWith(Parameterized.class)
public class WaitingTest {

    private static final ClustersUnderTest CLUSTERS = ClustersUnderTest.start(PrivateCluster.builder());

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

    public WaitingTest(ClusterUnderTest cluster, String name) {
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
    public void a_wrong_image_fails_early_with_pod_container_reason_and_event() {
        long begun = System.nanoTime();
        Verdict verdict = failed(Text.deployment("api", "registry/does-not-exist:9"), "Deployment api");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
        assertThat(verdict.reason())
                .containsPattern("^pod api-[a-z0-9]+-[a-z0-9]+, container main: (ImagePullBackOff|ErrImagePull): ")
                .contains("registry/does-not-exist:9")
                .contains("last event: Failed");
    }

    @Test
    public void a_crash_loop_fails_with_its_exit_code() {
        Verdict verdict = failed(Text.deployment("api", "crash:1.0.0"), "Deployment api");
        assertThat(verdict.reason())
                .containsPattern("^pod api-[a-z0-9]+-[a-z0-9]+, container main: CrashLoopBackOff, exit code 1")
                .contains("restart");
    }

    @Test
    public void a_pod_of_its_own_that_crashes_again_and_again_fails() {
        Scene.eventually(() -> scene.exists(Scene.SERVICE_ACCOUNTS, "default"), "pods may be made");
        Verdict verdict = failed(Text.pod("solo", "crash:1.0.0"), "Pod solo");
        assertThat(verdict.reason())
                .containsPattern("^pod solo, container main: CrashLoopBackOff, exit code 1")
                .contains("restart");
    }

    @Test
    public void an_unschedulable_pod_fails_with_the_schedulers_words() {
        Verdict verdict = failed(Text.deployment("api", "unschedulable:1.0.0"), "Deployment api");
        assertThat(verdict.reason()).containsPattern("^pod api-\\S+: Unschedulable: ");
    }

    @Test
    public void a_broken_init_container_is_named() {
        Verdict verdict = failed(Text.withInit("api", "does-not-exist:1", "api:1.0.0"), "Deployment api");
        assertThat(verdict.reason()).contains(", container prepare: ").contains("does-not-exist:1");
    }

    @Test
    public void an_unready_probe_times_out_and_says_what_was_missing() {
        MovableClock clock = new MovableClock();
        Wish wish = Wish.usual().within(Duration.ofMinutes(10)).at(clock).hearing(event -> {
            if (event instanceof DeployEvent.Progress progress
                    && progress.message().contains("not ready yet")) {
                clock.forward(Duration.ofMinutes(10));
            }
        });
        DeployOutcome outcome = scene.deploy(Text.deployment("api", "unready:1.0.0"), wish);
        Verdict verdict = Scene.verdict(outcome, "Deployment api");

        assertThat(outcome.result()).isEqualTo(Result.FAILED);
        assertThat(verdict.state()).isEqualTo(Verdict.State.TIMED_OUT);
        assertThat(verdict.reason())
                .startsWith("not ready in time: pods becoming ")
                .contains("running, not ready yet");
    }

    @Test
    public void a_failing_job_fails() {
        assertThat(failed(Text.job("migrate", "crash:1.0.0", ""), "Job migrate").reason())
                .contains("the job failed: BackoffLimitExceeded");
    }

    private static final String REMOVED_AT_ONCE = "  ttlSecondsAfterFinished: 0\n";

    @Test
    public void a_job_that_is_removed_as_soon_as_it_has_ended_ended_as_it_did() {
        DeployOutcome seen = scene.deploy(Text.job("migrate", "migrate:1.0.0", REMOVED_AT_ONCE));
        assertThat(seen.result()).as("%s", seen.verdicts()).isEqualTo(Result.SUCCESS);

        DeployOutcome unseen = scene.deploy(
                Text.job("other", "migrate:1.0.0", REMOVED_AT_ONCE),
                Wish.usual().hearing(gone("other")));
        assertThat(unseen.result()).as("%s", unseen.verdicts()).isEqualTo(Result.SUCCESS);

        DeployOutcome failed = scene.deploy(
                Text.job("broken", "crash:1.0.0", REMOVED_AT_ONCE), Wish.usual().hearing(gone("broken")));
        assertThat(Scene.verdict(failed, "Job broken").state()).isEqualTo(Verdict.State.FAILED);
        assertThat(Scene.verdict(failed, "Job broken").reason()).contains("the job failed: BackoffLimitExceeded");
    }

    /** Lets the deploy see nothing of a job before it is gone. */
    private Consumer<DeployEvent> gone(String job) {
        return event -> {
            if (event instanceof DeployEvent.Applied applied
                    && applied.ref().name().equals(job)) {
                Scene.eventually(() -> scene.find(Scene.JOBS, job).isEmpty(), job + " is removed");
            }
        };
    }

    @Test
    public void a_job_that_somebody_deletes_before_it_has_ended_is_a_failure() {
        DeployOutcome outcome = scene.deploy(
                Text.job("slow", "stuck:1.0.0", REMOVED_AT_ONCE), Wish.usual().hearing(event -> {
                    if (event instanceof DeployEvent.Progress) {
                        scene.delete(Scene.JOBS, "slow");
                    }
                }));
        assertThat(Scene.verdict(outcome, "Job slow"))
                .isEqualTo(Verdict.failed("was deleted by somebody else while it was awaited"));
    }

    @Test
    public void what_is_scaled_to_nothing_or_updated_by_hand_is_ready_at_once() {
        DeployOutcome outcome = scene.deploy(Text.deployment("none", "does-not-exist:1", 0, "")
                + Text.statefulSet("manual", "does-not-exist:1", "OnDelete"));
        assertThat(outcome.result()).as("%s", outcome.verdicts()).isEqualTo(Result.SUCCESS);
    }

    @Test
    public void a_stateful_set_and_a_job_become_ready() {
        DeployOutcome outcome = scene.deploy(
                Text.statefulSet("db", "db:1.0.0", "RollingUpdate") + Text.job("migrate", "migrate:1.0.0", ""));
        assertThat(outcome.result()).as("%s", outcome.verdicts()).isEqualTo(Result.SUCCESS);
        DeployOutcome next = scene.deploy(
                Text.statefulSet("db", "db:1.0.1", "RollingUpdate") + Text.job("migrate", "migrate:1.0.0", ""));
        assertThat(next.result()).as("%s", next.verdicts()).isEqualTo(Result.SUCCESS);
    }

    @Test
    public void broken_pods_of_the_former_revision_do_not_count() {
        scene.deploy(Text.deployment("api", "does-not-exist:1.0.0", 2, ""));
        Patience none =
                new Patience(Duration.ZERO, Duration.ZERO, 1, Duration.ZERO, Duration.ZERO, Duration.ofMillis(300));
        DeployOutcome mended = scene.deploy(
                Text.deployment("api", "api:1.0.0", 2, ""), Wish.usual().patience(none));
        assertThat(mended.result()).as("%s", mended.verdicts()).isEqualTo(Result.SUCCESS);
    }

    @Test
    public void one_failure_ends_the_wait_for_the_others_of_the_wave_soon() {
        DeployOutcome outcome =
                scene.deploy(Text.deployment("bad", "does-not-exist:1") + Text.deployment("slow", "stuck:1"));
        assertThat(Scene.verdict(outcome, "Deployment bad").state()).isEqualTo(Verdict.State.FAILED);
        assertThat(Scene.verdict(outcome, "Deployment slow").reason())
                .startsWith("no longer awaited, since another object of the wave failed (");
    }

    @Test
    public void nothing_is_awaited_where_nobody_wants_to_wait() {
        DeployOutcome outcome = scene.deploy(
                Text.deployment("slow", "stuck:1") + Text.configMap("one"),
                Wish.usual().notAwaiting());
        assertThat(outcome.result()).isEqualTo(Result.SUCCESS);
        assertThat(Scene.verdict(outcome, "Deployment slow")).isEqualTo(Verdict.NOT_AWAITED);
        assertThat(Scene.verdict(outcome, "ConfigMap one")).isEqualTo(Verdict.READY);
        assertThat(outcome.requests()).containsEntry("watch", 0);
    }

    @Test
    public void an_object_left_broken_by_an_earlier_deploy_fails_again() {
        String broken = Text.deployment("api", "does-not-exist:1.0.0");
        scene.deploy(broken);
        DeployOutcome again = scene.deploy(broken);
        assertThat(Scene.actions(again)).containsEntry("Deployment api", "unchanged");
        assertThat(again.result()).isEqualTo(Result.FAILED);
    }

    @Test
    public void an_object_deleted_while_it_is_awaited_is_a_failure() {
        DeployOutcome outcome =
                scene.deploy(Text.deployment("slow", "stuck:1"), Wish.usual().hearing(event -> {
                    if (event instanceof DeployEvent.Progress) {
                        scene.delete(Scene.DEPLOYMENTS, "slow");
                    }
                }));
        assertThat(Scene.verdict(outcome, "Deployment slow"))
                .isEqualTo(Verdict.failed("was deleted by somebody else while it was awaited"));
    }

    private Verdict failed(String yaml, String kindAndName) {
        DeployOutcome outcome = scene.deploy(yaml);
        assertThat(outcome.result()).isEqualTo(Result.FAILED);
        Verdict verdict = Scene.verdict(outcome, kindAndName);
        assertThat(verdict.state()).as(verdict.reason()).isEqualTo(Verdict.State.FAILED);
        return verdict;
    }
}
