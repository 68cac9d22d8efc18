package io.jenkins.plugins.drawbridge.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.testkit.ClusterUnderTest;
import io.jenkins.plugins.drawbridge.testkit.ClustersUnderTest;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** Where a deploy has a bound: time, the number of new objects, and what belongs to others. */
@RunWith(Parameterized.class)
public class DeployBoundsTest {

    private static final ClustersUnderTest CLUSTERS = ClustersUnderTest.start(PrivateCluster.builder());
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    @Parameters(name = "{1}")
    public static List<Object[]> clusters() {
        return CLUSTERS.parameters();
    }

    @AfterClass
    public static void close() {
        CLUSTERS.close();
    }

    private final ClusterUnderTest cluster;
    private final MovableClock clock = new MovableClock();
    private Scene scene;

    public DeployBoundsTest(ClusterUnderTest cluster, String name) {
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
    public void without_a_timeout_a_deploy_waits_for_as_long_as_it_takes() {
        Wish patient = Wish.usual().within(Duration.ZERO).at(clock).hearing(applied("api", Duration.ofDays(100)));
        DeployOutcome outcome = scene.deploy(Text.deployment("api", "api:1.0.0"), patient);
        assertThat(outcome.result()).as("%s", outcome.verdicts()).isEqualTo(Result.SUCCESS);

        Wish bounded = Wish.usual().within(TEN_MINUTES).at(clock).hearing(applied("late", Duration.ofDays(100)));
        DeployOutcome late = scene.deploy(Text.deployment("late", "stuck:1.0.0"), bounded);
        assertThat(Scene.verdict(late, "Deployment late").state()).isEqualTo(Verdict.State.TIMED_OUT);
    }

    @Test
    public void the_timeout_is_one_for_all_waves_and_what_comes_after_it_is_not_begun() {
        scene.deploy(Text.configMap("old"));
        String yaml = Text.deployment("first", "api:1.0.0")
                + after("first", Text.deployment("second", "stuck:1.0.0"))
                + after("second", Text.deployment("third", "api:1.0.0"));
        Wish wish = Wish.usual().within(TEN_MINUTES).at(clock).hearing(event -> {
            applied("first", Duration.ofMinutes(6)).accept(event);
            applied("second", Duration.ofMinutes(5)).accept(event);
        });
        DeployOutcome outcome = scene.deploy(yaml, wish);

        assertThat(outcome.result()).isEqualTo(Result.FAILED);
        assertThat(Scene.verdict(outcome, "Deployment first")).isEqualTo(Verdict.READY);
        assertThat(Scene.verdict(outcome, "Deployment second").state()).isEqualTo(Verdict.State.TIMED_OUT);
        assertThat(Scene.verdict(outcome, "Deployment third"))
                .isEqualTo(Verdict.skipped("not attempted: Deployment.apps second was not ready in time"));
        assertThat(scene.find(Scene.DEPLOYMENTS, "third")).isEmpty();
        assertThat(scene.find(Scene.CONFIG_MAPS, "old")).as("nothing is pruned").isPresent();
        assertThat(scene.inventory())
                .containsExactlyInAnyOrder(
                        "ConfigMap old", "Deployment first", "Deployment second", "Deployment third");
        assertThat(scene.isLocked()).isFalse();
    }

    @Test
    public void more_than_two_hundred_new_objects_are_not_tried_out_by_a_deploy() {
        scene.deploy(Text.configMap("old"));
        String fine = many(200);
        String wrong = Text.deployment("wrong", "api:1").replace("labels: {app: wrong}", "labels: {app: other}");

        assertThatThrownBy(() -> scene.plan(fine + wrong)).isInstanceOf(PlanRefusedException.class);
        DeployOutcome outcome = scene.deploy(fine + wrong);

        assertThat(outcome.requests()).containsEntry("dryRun", 0);
        assertThat(outcome.result()).isEqualTo(Result.FAILED);
        assertThat(Scene.verdict(outcome, "Deployment wrong").state()).isEqualTo(Verdict.State.FAILED);
        assertThat(Scene.verdict(outcome, "Deployment wrong").reason()).contains("selector");
        assertThat(Scene.verdict(outcome, "ConfigMap c199")).isEqualTo(Verdict.READY);
        assertThat(scene.inventory()).hasSize(202).contains("ConfigMap old", "Deployment wrong");
        assertThat(scene.find(Scene.CONFIG_MAPS, "old")).as("nothing is pruned").isPresent();
        assertThat(scene.isLocked()).isFalse();
    }

    @Test
    public void two_hundred_new_objects_are_tried_out_before_anything_is_written() {
        String wrong = Text.deployment("wrong", "api:1").replace("labels: {app: wrong}", "labels: {app: other}");

        assertThatThrownBy(() -> scene.deploy(many(199) + wrong)).isInstanceOf(PlanRefusedException.class);

        assertThat(scene.find(Scene.CONFIG_MAPS, "c1")).isEmpty();
        assertThat(scene.inventory()).isEmpty();
    }

    @Test
    public void a_conflict_with_several_managers_names_all_of_them_and_the_flag_for_each() {
        scene.deploy(Text.configMap("shared", "a", "ours", "b", "ours", "c", "ours"));
        scene.meddle("terraform", Text.configMap("shared", "a", "theirs"));
        scene.meddle("kubectl", Text.configMap("shared", "b", "theirs"));
        String ours = Text.configMap("shared", "a", "mine", "b", "mine", "c", "mine");

        assertThatThrownBy(() -> scene.deploy(ours))
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContaining("ConfigMap shared")
                .hasMessageContaining(
                        "\"kubectl\" owns .data.b, \"terraform\" owns .data.a, and they want other values")
                .hasMessageEndingWith(
                        "take them over with --force-conflicts-with kubectl" + " --force-conflicts-with terraform");
        assertThatThrownBy(() -> scene.deploy(ours, Wish.usual().forcing("terraform")))
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContaining("\"kubectl\" owns .data.b and")
                .hasMessageEndingWith("take it over with --force-conflicts-with kubectl");
        assertThat(scene.get(Scene.CONFIG_MAPS, "shared").at("/data/c").asText())
                .as("nothing is written")
                .isEqualTo("ours");

        DeployOutcome forced = scene.deploy(ours, Wish.usual().forcing("terraform", "kubectl"));
        assertThat(forced.result()).isEqualTo(Result.SUCCESS);
        assertThat(scene.get(Scene.CONFIG_MAPS, "shared").path("data").toString())
                .isEqualTo("{\"a\":\"mine\",\"b\":\"mine\",\"c\":\"mine\"}");
    }

    @Test
    public void one_field_of_a_stranger_among_many_of_a_predecessor_is_never_taken() {
        for (int keys : List.of(60, 1_000)) {
            String name = "shared-" + keys;
            scene.meddle("mlp", Text.configMap(name, pairs(keys, "theirs")));
            scene.meddle("somebody-else", Text.configMap(name, "stranger", "theirs"));
            String ours = Text.configMap(name, pairs(keys, "ours")) + "  stranger: \"ours\"\n";

            for (int attempt = 0; attempt < 8; attempt++) {
                assertThatThrownBy(() -> scene.deploy(ours))
                        .isInstanceOf(PlanRefusedException.class)
                        .hasMessageContaining("\"somebody-else\" owns .data.stranger and wants another value");
            }
            DeployOutcome forced = scene.deploy(ours, Wish.usual().forcing("somebody-else"));
            assertThat(forced.result()).isEqualTo(Result.SUCCESS);
        }
    }

    private static String[] pairs(int count, String value) {
        return IntStream.range(0, count)
                .boxed()
                .flatMap(number -> Stream.of("key" + number, value))
                .toArray(String[]::new);
    }

    private static String many(int count) {
        StringBuilder yaml = new StringBuilder();
        for (int number = 0; number < count; number++) {
            yaml.append(Text.configMap("c" + number, "a", "1"));
        }
        return yaml.toString();
    }

    private String after(String other, String yaml) {
        return Text.annotated(
                yaml, "config.kubernetes.io/depends-on", "apps/namespaces/" + scene.namespace + "/Deployment/" + other);
    }

    /** Lets time pass as soon as an object has been applied. */
    private Consumer<DeployEvent> applied(String name, Duration passes) {
        return event -> {
            if (event instanceof DeployEvent.Applied applied
                    && applied.ref().name().equals(name)) {
                clock.forward(passes);
            }
        };
    }
}
