package io.jenkins.plugins.drawbridge.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.Door;
import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import io.jenkins.plugins.drawbridge.engine.plan.Masker;
import io.jenkins.plugins.drawbridge.testkit.ClusterUnderTest;
import io.jenkins.plugins.drawbridge.testkit.ClustersUnderTest;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** One deploy at a time: the Lease, its holder, its expiry and its release. */
@RunWith(Parameterized.class)
public class LockTest {

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

    public LockTest(ClusterUnderTest cluster, String name) {
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

    private static final String ONE = Text.configMap("one", "a", "1");
    private static final String TWO = Text.configMap("two", "a", "1");

    @Test
    public void a_second_deploy_waits_and_says_for_whom() {
        String name = hold("build 17", 60, Instant.now());
        DeployOutcome outcome = scene.deploy(ONE, Wish.usual().hearing(event -> {
            if (event instanceof DeployEvent.LockAwaited) {
                scene.delete(Scene.LEASES, name);
            }
        }));

        assertThat(outcome.result()).isEqualTo(Result.SUCCESS);
        assertThat(scene.events.get(0))
                .isInstanceOfSatisfying(DeployEvent.LockAwaited.class, awaited -> assertThat(awaited.holder())
                        .isEqualTo("build 17"));
        assertThat(scene.events.stream().filter(DeployEvent.LockAwaited.class::isInstance))
                .hasSize(1);
        assertThat(scene.isLocked()).isFalse();
    }

    @Test
    public void a_lock_that_stays_held_ends_the_deploy_with_the_holder_named() {
        hold("build 17", 60, Instant.now());
        Throwable held = catchThrowable(() -> scene.deploy(ONE, Wish.usual().lockWithin(Duration.ofMillis(10))));

        assertThat(held)
                .isInstanceOf(LockHeldException.class)
                .hasMessageContaining("is held by build 17 since ")
                .hasMessageContaining("--lock-timeout");
        assertThat(((LockHeldException) held).holder()).isEqualTo("build 17");
        assertThat(scene.find(Scene.CONFIG_MAPS, "one")).isEmpty();
        assertThat(scene.isLocked()).isTrue();
    }

    @Test
    public void an_expired_lock_is_taken_over() {
        hold("build 17", 60, Instant.now().minusSeconds(90));
        DeployOutcome outcome = scene.deploy(ONE);

        assertThat(outcome.result()).isEqualTo(Result.SUCCESS);
        assertThat(scene.events.get(0)).isEqualTo(new DeployEvent.LockTakenOver("build 17"));
        assertThat(scene.isLocked()).isFalse();
    }

    @Test
    public void a_deploy_that_is_continued_soon_takes_the_lock_of_its_dead_process_over() {
        LockHolder build = new LockHolder("build 17", "build 17, step 1");
        holdOf(build, Instant.now().minusSeconds(25));

        DeployOutcome outcome = scene.deploy(ONE, Wish.usual().continuing(build).lockWithin(Duration.ZERO));

        assertThat(outcome.result()).isEqualTo(Result.SUCCESS);
        assertThat(scene.events.get(0)).isEqualTo(new DeployEvent.LockTakenOver("build 17"));
        assertThat(scene.isLocked()).isFalse();
    }

    @Test
    public void a_lock_that_is_still_renewed_or_of_another_step_is_not_taken_over_by_a_continuation() {
        LockHolder build = new LockHolder("build 17", "build 17, step 1");
        String name = holdOf(build, Instant.now().minusSeconds(10));
        Wish wish = Wish.usual().lockWithin(Duration.ZERO);
        assertThat(catchThrowable(() -> scene.deploy(ONE, wish.continuing(build))))
                .as("its process may be alive: it has missed no renewal")
                .isInstanceOf(LockHeldException.class);

        scene.delete(Scene.LEASES, name);
        holdOf(build, Instant.now().minusSeconds(25));
        LockHolder parallel = new LockHolder("build 17", "build 17, step 2");
        assertThat(catchThrowable(() -> scene.deploy(ONE, wish.continuing(parallel))))
                .isInstanceOf(LockHeldException.class);
        assertThat(catchThrowable(() -> scene.deploy(ONE, wish.holder("build 17"))))
                .isInstanceOf(LockHeldException.class);
    }

    @Test
    public void who_takes_a_lock_over_does_not_pass_for_the_deploy_before() {
        LockHolder build = new LockHolder("build 17", "build 17, step 1");
        holdOf(build, Instant.now().minusSeconds(90));
        AtomicReference<String> annotations = new AtomicReference<>("");

        scene.deploy(
                ONE,
                Wish.usual()
                        .hearing(event -> annotations.set(scene.get(Scene.LEASES, leaseName())
                                .at("/metadata/annotations")
                                .toString())));

        assertThat(annotations.get()).contains("drawbridge/lock-token").doesNotContain("step 1");
    }

    @Test
    public void the_lock_is_released_after_failure_exception_and_cancellation() {
        scene.deploy(Text.deployment("api", "does-not-exist:1.0.0"));
        assertThat(scene.isLocked()).as("after a failed rollout").isFalse();

        String wrong = Text.deployment("wrong", "api:1").replace("labels: {app: wrong}", "labels: {app: other}");
        assertThat(catchThrowable(() -> scene.deploy(wrong))).isInstanceOf(PlanRefusedException.class);
        assertThat(scene.isLocked()).as("after a refusal").isFalse();

        Throwable defect = catchThrowable(() -> scene.deploy(ONE, Wish.usual().hearing(event -> {
            if (event instanceof DeployEvent.Planned) {
                throw new IllegalStateException("a listener with a defect");
            }
        })));
        assertThat(defect).hasMessage("a listener with a defect");
        assertThat(scene.isLocked()).as("after a defect").isFalse();

        Cancellation cancellation = new Cancellation();
        DeployOutcome cancelled = scene.deploy(
                Text.deployment("slow", "stuck:1.0.0"),
                Wish.usual().cancelledBy(cancellation).hearing(event -> {
                    if (event instanceof DeployEvent.Progress) {
                        cancellation.cancel("interrupted by a signal");
                    }
                }));
        assertThat(cancelled.result()).isEqualTo(Result.CANCELED);
        assertThat(Scene.verdict(cancelled, "Deployment slow"))
                .isEqualTo(Verdict.skipped("no longer awaited: interrupted by a signal"));
        assertThat(scene.isLocked()).as("after a cancellation").isFalse();
        assertThat(scene.inventory()).contains("Deployment slow");
    }

    @Test
    public void an_interrupted_thread_still_releases_the_lock() {
        DeployOutcome outcome = scene.deploy(
                Text.deployment("slow", "stuck:1.0.0"), Wish.usual().hearing(event -> {
                    if (event instanceof DeployEvent.Progress) {
                        Thread.currentThread().interrupt();
                    }
                }));

        assertThat(Thread.interrupted()).as("still marked as interrupted").isTrue();
        assertThat(outcome.result()).isEqualTo(Result.CANCELED);
        assertThat(scene.isLocked()).isFalse();
        assertThat(scene.inventory()).contains("Deployment slow");
    }

    @Test
    public void a_stolen_lock_cancels_and_is_left_to_the_thief() {
        Cancellation cancellation = new Cancellation();
        try (Door door = scene.door();
                Lock lock = take(door, cancellation)) {
            assertThat(lock).isNotNull();
            Scene.eventually(() -> scene.isLocked(), "the lease is there");
            String name = leaseName();
            ObjectNode stolen = scene.get(Scene.LEASES, name);
            stolen.withObject("/spec").put("holderIdentity", "a thief");
            steal(stolen);
            Scene.eventually(cancellation::isCancelled, "the theft is noticed");
            assertThat(cancellation.reason()).isEqualTo("the lock was taken over by a thief");
        }
        assertThat(scene.get(Scene.LEASES, leaseName())
                        .at("/spec/holderIdentity")
                        .asText())
                .isEqualTo("a thief");
    }

    @Test
    public void who_lost_the_lock_deletes_nothing_and_leaves_the_inventory_to_its_new_holder() {
        scene.deploy(ONE + TWO);
        DeployOutcome outcome =
                scene.deploy(ONE.replace("\"1\"", "\"2\""), Wish.usual().hearing(event -> {
                    if (event instanceof DeployEvent.Applied) {
                        takenOver("v1 ConfigMap " + scene.namespace + " new");
                    }
                }));

        assertThat(outcome.result()).isEqualTo(Result.CANCELED);
        assertThat(scene.find(Scene.CONFIG_MAPS, "two")).isPresent();
        assertThat(scene.inventory()).containsExactly("ConfigMap new");
    }

    @Test
    public void who_loses_the_lock_while_he_deletes_leaves_the_inventory_to_its_new_holder() {
        scene.deploy(ONE + TWO);
        DeployOutcome outcome = scene.deploy(ONE, Wish.usual().hearing(event -> {
            if (event instanceof DeployEvent.PruneStarted) {
                takenOver("v1 ConfigMap " + scene.namespace + " new");
            }
        }));

        assertThat(outcome.result()).isEqualTo(Result.CANCELED);
        assertThat(scene.inventory()).containsExactly("ConfigMap new");
    }

    /** As by a deploy that found the lock expired, and has begun to write. */
    private void takenOver(String tracked) {
        ObjectNode stolen = scene.get(Scene.LEASES, leaseName());
        stolen.withObject("/spec").put("holderIdentity", "build 18");
        stolen.withObject("/metadata/annotations").removeAll();
        steal(stolen);
        scene.meddle(
                Deployer.MANAGER,
                Text.head("v1", "ConfigMap", "drawbridge-inventory-" + scene.namespace) + "data: {objects: \"" + tracked
                        + "\"}\n");
    }

    @Test
    public void a_lease_somebody_touched_without_taking_it_is_still_ours_and_is_released() {
        Cancellation cancellation = new Cancellation();
        try (Door door = scene.door();
                Lock lock = take(door, cancellation)) {
            assertThat(lock).isNotNull();
            for (int touch = 0; touch < 5; touch++) {
                ObjectNode touched = scene.get(Scene.LEASES, leaseName());
                touched.withObject("/metadata").withObject("/labels").put("touched", "t" + touch);
                steal(touched);
            }
            String before = renewTime();
            Scene.eventually(() -> !renewTime().equals(before), "it is renewed");
            assertThat(cancellation.isCancelled()).isFalse();
            ObjectNode touched = scene.get(Scene.LEASES, leaseName());
            touched.withObject("/metadata").withObject("/labels").put("touched", "last");
            steal(touched);
        }
        assertThat(scene.isLocked()).isFalse();
    }

    private String renewTime() {
        return scene.get(Scene.LEASES, leaseName()).at("/spec/renewTime").asText();
    }

    private Lock take(Door door, Cancellation cancellation) {
        LockRequest request = new LockRequest(
                new DeployTarget("test", "", scene.namespace, scene.namespace),
                LockHolder.named("test"),
                Duration.ZERO,
                Clock.systemUTC(),
                Duration.ofMillis(800));
        return Lock.take(door.kube(), request, new Say(event -> {}, Masker.none()), cancellation);
    }

    /** Replaces the lease, again if its holder renewed it in between. */
    private void steal(ObjectNode lease) {
        Scene.eventually(
                () -> {
                    lease.withObject("/metadata")
                            .set(
                                    "resourceVersion",
                                    scene.get(Scene.LEASES, leaseName()).at("/metadata/resourceVersion"));
                    try {
                        scene.admin.kube().replace(Scene.LEASES, lease);
                        return true;
                    } catch (ApiException renewedInBetween) {
                        return false;
                    }
                },
                "the lease could be written");
    }

    private String leaseName() {
        return "drawbridge-" + scene.namespace;
    }

    private String hold(String holder, int seconds, Instant renewed) {
        return put(LockHolder.named(holder), seconds, renewed);
    }

    private String holdOf(LockHolder holder, Instant renewed) {
        return put(holder, 60, renewed);
    }

    private String put(LockHolder holder, int seconds, Instant renewed) {
        ObjectNode lease = JsonNodeFactory.instance.objectNode();
        lease.put("apiVersion", "coordination.k8s.io/v1").put("kind", "Lease");
        lease.putObject("metadata")
                .put("name", leaseName())
                .put("namespace", scene.namespace)
                .putObject("annotations")
                .put("drawbridge/lock-lineage", holder.lineage());
        String time = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
                .withZone(ZoneOffset.UTC)
                .format(renewed);
        lease.putObject("spec")
                .put("holderIdentity", holder.name())
                .put("leaseDurationSeconds", seconds)
                .put("acquireTime", time)
                .put("renewTime", time);
        scene.admin.kube().create(Scene.LEASES, scene.namespace, lease);
        return leaseName();
    }
}
