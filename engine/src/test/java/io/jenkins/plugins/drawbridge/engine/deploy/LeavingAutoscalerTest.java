package io.jenkins.plugins.drawbridge.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.kube.ApplyOptions;
import io.jenkins.plugins.drawbridge.engine.plan.FieldChange;
import io.jenkins.plugins.drawbridge.testkit.ClusterUnderTest;
import io.jenkins.plugins.drawbridge.testkit.ClustersUnderTest;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import java.util.List;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** Replicas belong to an autoscaler only for as long as it stays. */
@RunWith(Parameterized.class)
public class LeavingAutoscalerTest {

    private static final ClustersUnderTest CLUSTERS = ClustersUnderTest.start(PrivateCluster.builder());
    private static final String CONTROLLER = "kube-controller-manager";
    private static final String API = Text.deployment("api", "api:1.0.0", 2, "");
    private static final String AUTOSCALER = Text.head("autoscaling/v1", "HorizontalPodAutoscaler", "api")
            + "spec:\n  minReplicas: 1\n  maxReplicas: 9\n"
            + "  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}\n";

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

    public LeavingAutoscalerTest(ClusterUnderTest cluster, String name) {
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
    public void the_plan_that_deletes_it_tells_who_owns_the_replicas_and_the_remedy() {
        scaledToFive(AUTOSCALER);

        assertThatThrownBy(() -> scene.plan(API))
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContaining("\"kube-controller-manager\" owns .spec.replicas")
                .hasMessageContaining("--force-conflicts-with kube-controller-manager");
    }

    @Test
    public void the_plan_that_deletes_it_shows_the_replicas_of_the_manifest_and_nothing_is_left_for_the_next() {
        scaledToFive(AUTOSCALER);
        DeployOutcome outcome = scene.deploy(API, Wish.usual().forcing(CONTROLLER));

        assertThat(Scene.actions(outcome)).containsEntry("HorizontalPodAutoscaler api", "delete");
        assertThat(Scene.change(outcome, "Deployment api").fields())
                .contains(new FieldChange("spec.replicas", IntNode.valueOf(5), IntNode.valueOf(2)));
        assertThat(replicas()).isEqualTo(2);
        assertThat(scene.plan(API).plan().changesNothing()).isTrue();
    }

    @Test
    public void one_that_is_kept_still_has_the_replicas() {
        scaledToFive(Text.annotated(AUTOSCALER, PruneGuard.KEEP, "true"));
        DeployOutcome outcome = scene.deploy(API);

        assertThat(outcome.plan().changesNothing()).isTrue();
        assertThat(replicas()).isEqualTo(5);
    }

    @Test
    public void one_that_another_application_tracks_still_has_the_replicas() {
        scaledToFive(AUTOSCALER);
        scene.deploy(AUTOSCALER, Wish.usual().application("scaling"));
        DeployOutcome outcome = scene.deploy(API);

        assertThat(outcome.plan().changesNothing()).isTrue();
        assertThat(replicas()).isEqualTo(5);
    }

    private void scaledToFive(String autoscaler) {
        scene.deploy(API + autoscaler);
        ObjectNode five = JsonNodeFactory.instance.objectNode();
        five.withObject("/spec").put("replicas", 5);
        scene.admin
                .kube()
                .patch(
                        Scene.DEPLOYMENTS,
                        scene.get(Scene.DEPLOYMENTS, "api"),
                        five,
                        new ApplyOptions(CONTROLLER, false, false));
    }

    private int replicas() {
        return scene.get(Scene.DEPLOYMENTS, "api").at("/spec/replicas").asInt();
    }
}
