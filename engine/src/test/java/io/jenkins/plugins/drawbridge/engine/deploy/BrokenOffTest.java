package io.jenkins.plugins.drawbridge.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.engine.Door;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import io.jenkins.plugins.drawbridge.testkit.api.ApiRequest;
import io.jenkins.plugins.drawbridge.testkit.api.Fault;
import java.time.Duration;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.Test;

/** Deploys that end in the middle: what is said of each object is what became of it. */
public class BrokenOffTest {

    private static final PrivateCluster CLUSTER = PrivateCluster.start();

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
    public void what_was_applied_before_the_cluster_was_lost_is_not_called_unattempted() {
        CLUSTER.faults().next(request -> isApplyOf(request, "late"), Fault.expiredToken());
        String late = Text.deployment("late", "late:1.0.0");
        DeployOutcome outcome = scene.deploy(Text.configMap("early", "a", "1") + late);

        assertThat(outcome.result()).isEqualTo(Result.FAILED);
        assertThat(outcome.failure()).isPresent();
        assertThat(Scene.verdict(outcome, "ConfigMap early").reason()).contains("applied, but the deploy broke off");
        assertThat(Scene.verdict(outcome, "Deployment late").state()).isEqualTo(Verdict.State.FAILED);
    }

    @Test
    public void nothing_is_begun_after_the_time_for_the_whole_deploy() {
        CLUSTER.faults().next(request -> isApplyOf(request, "slow"), Fault.slow(Duration.ofMillis(1_500)));
        String second = Text.annotated(
                Text.configMap("second", "a", "1"),
                "config.kubernetes.io/depends-on",
                "/namespaces/" + scene.namespace + "/ConfigMap/slow");
        DeployOutcome outcome = scene.deploy(
                Text.configMap("slow", "a", "1") + second, Wish.usual().within(Duration.ofSeconds(1)));

        assertThat(outcome.result()).isEqualTo(Result.FAILED);
        assertThat(Scene.verdict(outcome, "ConfigMap second").state()).isEqualTo(Verdict.State.TIMED_OUT);
        assertThat(Scene.verdict(outcome, "ConfigMap second").reason()).contains("not attempted", "--timeout");
        assertThat(scene.find(Scene.CONFIG_MAPS, "second")).isEmpty();
    }

    @Test
    public void the_rest_of_a_wave_is_not_awaited_to_the_deadline_after_a_refusal() {
        CLUSTER.faults().next(request -> isApplyOf(request, "refused"), Fault.failure(409));
        CLUSTER.faults().next(request -> isApplyOf(request, "refused"), Fault.failure(409));
        String unready = Text.deployment("api", "unready:1.0.0");
        DeployOutcome outcome = scene.deploy(
                Text.deployment("refused", "api:1.0.0") + unready, Wish.usual().within(Duration.ofSeconds(20)));

        assertThat(outcome.result()).isEqualTo(Result.FAILED);
        assertThat(Scene.verdict(outcome, "Deployment api").reason())
                .contains("no longer awaited, since another object of the wave failed");
    }

    @Test
    public void a_cancellation_wakes_whoever_pauses_as_the_cluster_asked() {
        CLUSTER.faults().always(request -> isApplyOf(request, "busy"), Fault.tooManyRequests(30));
        DeployOutcome outcome = cancelledAtTheFirstNotice();

        assertThat(Scene.verdict(outcome, "ConfigMap busy").state()).isEqualTo(Verdict.State.FAILED);
    }

    @Test
    public void a_cancellation_wakes_whoever_waits_for_a_broken_connection() {
        CLUSTER.faults().always(request -> isApplyOf(request, "busy"), Fault.close());
        DeployOutcome outcome = cancelledAtTheFirstNotice();

        assertThat(outcome.failure()).isPresent();
    }

    private DeployOutcome cancelledAtTheFirstNotice() {
        Cancellation cancellation = new Cancellation();
        scene.forgetRequests();
        try (Door door = scene.door(notice -> cancellation.cancel("interrupted"))) {
            DeployOutcome outcome =
                    scene.deploy(Text.configMap("busy", "a", "1"), Wish.usual().cancelledBy(cancellation), door);

            assertThat(outcome.result()).isEqualTo(Result.CANCELED);
            assertThat(scene.asked().stream().filter("apply configmaps busy"::equals))
                    .as("it is not repeated")
                    .hasSize(1);
            assertThat(scene.isLocked()).isFalse();
            assertThat(scene.inventory()).containsExactly("ConfigMap busy");
            CLUSTER.faults().clear();
            assertThat(scene.deploy(Text.configMap("busy", "a", "1"), Wish.usual(), door)
                            .result())
                    .as("the client serves the next deploy")
                    .isEqualTo(Result.SUCCESS);
            return outcome;
        }
    }

    @Test
    public void the_lock_is_released_after_a_cancellation_although_that_takes_a_second_attempt() {
        Cancellation cancellation = new Cancellation();
        CLUSTER.faults().next(2, request -> isReleaseOf(request), Fault.failure(503));
        DeployOutcome outcome = scene.deploy(
                Text.deployment("slow", "stuck:1.0.0"),
                Wish.usual().cancelledBy(cancellation).hearing(event -> {
                    if (event instanceof DeployEvent.Progress) {
                        cancellation.cancel("interrupted");
                    }
                }));

        assertThat(outcome.result()).isEqualTo(Result.CANCELED);
        assertThat(CLUSTER.faults().outstanding()).isZero();
        assertThat(scene.isLocked()).isFalse();
    }

    private boolean isReleaseOf(ApiRequest request) {
        return request.verb().equals("delete")
                && request.resource().equals("leases")
                && request.target().namespace().equals(scene.namespace);
    }

    @Test
    public void a_race_with_a_controller_that_writes_too_is_run_again() {
        CLUSTER.faults().next(request -> isApplyOf(request, "one"), Fault.failure(409));
        assertThat(scene.deploy(Text.configMap("one", "a", "1")).result()).isEqualTo(Result.SUCCESS);
    }

    private static boolean isApplyOf(ApiRequest request, String name) {
        return request.isApply()
                && !request.isDryRun()
                && request.target().name().equals(name);
    }
}
