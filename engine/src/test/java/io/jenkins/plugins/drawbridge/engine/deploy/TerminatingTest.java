package io.jenkins.plugins.drawbridge.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.kube.ApplyOptions;
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

/** Objects that somebody is deleting while they are deployed. */
@RunWith(Parameterized.class)
public class TerminatingTest {

    private static final ClustersUnderTest CLUSTERS = ClustersUnderTest.start(PrivateCluster.builder());
    private static final String SETTINGS = Text.configMap("settings", "LOG", "info");
    private static final String OTHER = Text.configMap("other", "a", "1");

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

    public TerminatingTest(ClusterUnderTest cluster, String name) {
        this.cluster = cluster;
        assertThat(name).isEqualTo(cluster.name());
    }

    @Before
    public void open() {
        scene = new Scene(cluster);
        scene.deploy(SETTINGS + OTHER);
        finalizers("example.com/slow");
        scene.delete(Scene.CONFIG_MAPS, "settings", false);
        assertThat(Terminating.is(live())).isTrue();
    }

    @After
    public void leave() {
        scene.find(Scene.CONFIG_MAPS, "settings").ifPresent(still -> finalizers());
        scene.close();
    }

    private ObjectNode live() {
        return scene.get(Scene.CONFIG_MAPS, "settings");
    }

    private void finalizers(String... names) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        var list = patch.putObject("metadata").putArray("finalizers");
        List.of(names).forEach(list::add);
        scene.admin.kube().patch(Scene.CONFIG_MAPS, live(), patch, new ApplyOptions("admin", false, false));
    }

    @Test
    public void a_plan_says_that_it_is_created_anew() {
        DeployOutcome plan = scene.plan(SETTINGS + OTHER);

        assertThat(Scene.actions(plan))
                .containsEntry("ConfigMap settings", "create")
                .containsEntry("ConfigMap other", "unchanged");
        assertThat(plan.notices())
                .containsExactly("ConfigMap settings: being deleted by somebody at the moment; created anew once gone");
    }

    @Test
    public void a_deploy_waits_until_it_is_gone_and_creates_it_then() {
        String before = live().at("/metadata/uid").asText();

        DeployOutcome outcome =
                scene.deploy(SETTINGS + OTHER, Wish.usual().notAwaiting().hearing(event -> {
                    if (event instanceof DeployEvent.Progress progress) {
                        assertThat(progress.message())
                                .isEqualTo("waits: the one before it is being deleted, which waits for its finalizers"
                                        + " (example.com/slow)");
                        finalizers();
                    }
                }));

        assertThat(outcome.result()).isEqualTo(Result.SUCCESS);
        assertThat(live().at("/metadata/uid").asText()).isNotEqualTo(before);
        assertThat(live().at("/data/LOG").asText()).isEqualTo("info");
        assertThat(scene.inventory()).containsExactly("ConfigMap other", "ConfigMap settings");
        assertThat(Scene.actions(scene.plan(SETTINGS + OTHER)))
                .containsOnlyKeys("ConfigMap settings", "ConfigMap other")
                .doesNotContainValue("create");
    }

    @Test
    public void a_deploy_that_waits_in_vain_names_the_finalizers() {
        DeployOutcome outcome = scene.deploy(SETTINGS + OTHER, Wish.usual().within(Duration.ofSeconds(1)));

        assertThat(outcome.result()).isEqualTo(Result.FAILED);
        assertThat(Scene.verdict(outcome, "ConfigMap settings"))
                .isEqualTo(Verdict.timedOut("not created in time: the one before it is being deleted, which waits for"
                        + " its finalizers (example.com/slow)"));
        assertThat(scene.inventory()).contains("ConfigMap settings");
    }

    @Test
    public void whoever_ends_the_deploy_ends_the_wait() {
        Cancellation cancellation = new Cancellation();
        DeployOutcome outcome = scene.deploy(
                SETTINGS + OTHER, Wish.usual().cancelledBy(cancellation).hearing(event -> {
                    if (event instanceof DeployEvent.Progress) {
                        cancellation.cancel("interrupted");
                    }
                }));

        assertThat(outcome.result()).isEqualTo(Result.CANCELED);
        assertThat(Scene.verdict(outcome, "ConfigMap settings"))
                .isEqualTo(Verdict.skipped("not attempted: interrupted"));
    }

    @Test
    public void what_left_the_input_and_is_being_deleted_is_not_deleted_again() {
        DeployOutcome outcome = scene.deploy(OTHER);

        assertThat(outcome.result()).isEqualTo(Result.SUCCESS);
        assertThat(Scene.actions(outcome)).containsOnlyKeys("ConfigMap other");
        assertThat(scene.inventory()).containsExactly("ConfigMap other");
    }

    @Test
    public void what_began_to_be_deleted_after_the_plan_is_created_anew_as_well() {
        finalizers();
        scene.deploy(SETTINGS + OTHER);
        String before = live().at("/metadata/uid").asText();
        String changed = Text.configMap("settings", "LOG", "debug");

        DeployOutcome outcome = scene.deploy(changed + OTHER, Wish.usual().hearing(event -> {
            if (event instanceof DeployEvent.Planned) {
                finalizers("example.com/slow");
                scene.delete(Scene.CONFIG_MAPS, "settings", false);
            } else if (event instanceof DeployEvent.Progress) {
                finalizers();
            }
        }));

        assertThat(outcome.result()).isEqualTo(Result.SUCCESS);
        assertThat(live().at("/metadata/uid").asText()).isNotEqualTo(before);
        assertThat(live().at("/data/LOG").asText()).isEqualTo("debug");
    }

    @Test
    public void a_namespace_that_is_being_deleted_is_told_once_and_no_right_is_said_to_be_lacking() {
        ObjectNode namespace = scene.find(Scene.NAMESPACES, scene.namespace).orElseThrow();
        scene.admin.kube().delete(Scene.NAMESPACES, namespace, "Background");
        String told =
                "namespace \"" + scene.namespace + "\" is being deleted; wait until it is gone, or deploy to another";
        String twice = Text.configMap("new", "a", "1") + Text.configMap("newer", "a", "1");

        assertThat(catchThrowable(() -> scene.plan(SETTINGS + OTHER + twice))).hasMessage(told);
        assertThat(catchThrowable(() -> scene.deploy(SETTINGS + OTHER + twice))).hasMessage(told);
    }
}
