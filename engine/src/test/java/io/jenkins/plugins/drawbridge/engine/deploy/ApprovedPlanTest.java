package io.jenkins.plugins.drawbridge.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.kube.ApplyOptions;
import io.jenkins.plugins.drawbridge.engine.plan.Approval;
import io.jenkins.plugins.drawbridge.testkit.ClusterUnderTest;
import io.jenkins.plugins.drawbridge.testkit.ClustersUnderTest;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** An approved plan does what it showed, and nothing else, whatever became of the cluster meanwhile. */
@RunWith(Parameterized.class)
public class ApprovedPlanTest {

    private static final ClustersUnderTest CLUSTERS = ClustersUnderTest.start(PrivateCluster.builder());

    @Parameters(name = "{1}")
    public static List<Object[]> clusters() {
        return CLUSTERS.parameters();
    }

    @AfterClass
    public static void close() {
        CLUSTERS.close();
    }

    private static final String ONE = Text.configMap("one", "a", "1");
    private static final String TWO = Text.configMap("two", "a", "1");
    private static final String WITH_PASSWORD =
            Text.deployment("api", "api:1.0.0", 2, "        env: [{name: DB_PASSWORD, value: Hunter22secret}]\n");

    private final ClusterUnderTest cluster;
    private Scene scene;

    public ApprovedPlanTest(ClusterUnderTest cluster, String name) {
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
    public void what_it_showed_as_kept_for_another_application_is_not_deleted_once_that_gives_it_up() {
        scene.deploy(ONE + TWO);
        scene.deploy(TWO, Wish.usual().application("other"));
        Approval approval = approvalOf(ONE);
        scene.deploy(ONE.replace("one", "three"), Wish.usual().application("other"));

        assertThat(refusalOf(ONE, approval))
                .isInstanceOf(ApprovalException.class)
                .hasMessageContaining("the cluster has changed since the plan: ConfigMap two in " + scene.namespace
                        + " would now be deleted");
        assertThat(scene.find(Scene.CONFIG_MAPS, "two")).isPresent();
    }

    @Test
    public void what_it_showed_as_kept_is_not_deleted_once_its_annotation_is_gone() {
        scene.deploy(ONE + kept(WITH_PASSWORD));
        Approval approval = approvalOf(ONE);
        annotate("api", null);

        assertThat(refusalOf(ONE, approval))
                .isInstanceOf(ApprovalException.class)
                .hasMessageContaining("Deployment.apps api in " + scene.namespace + " would now be deleted");
        assertThat(scene.find(Scene.DEPLOYMENTS, "api")).isPresent();
    }

    @Test
    public void what_it_showed_as_deleted_is_told_where_it_would_now_be_kept() {
        scene.deploy(ONE + WITH_PASSWORD);
        Approval approval = approvalOf(ONE);
        annotate("api", "true");

        assertThat(refusalOf(ONE, approval))
                .isInstanceOf(ApprovalException.class)
                .hasMessageContaining("Deployment.apps api in " + scene.namespace + " would now be kept");
    }

    @Test
    public void what_becomes_of_an_object_that_it_leaves_alone_is_not_its_business() {
        scene.deploy(ONE + kept(WITH_PASSWORD));
        Approval approval = approvalOf(ONE.replace("\"1\"", "\"2\""));
        scene.delete(Scene.DEPLOYMENTS, "api");

        assertThat(scene.deploy(ONE.replace("\"1\"", "\"2\""), Wish.usual().approved(approval))
                        .result())
                .isEqualTo(Result.SUCCESS);
    }

    @Test
    public void an_autoscaler_that_scales_what_holds_a_password_does_not_upset_it() {
        String yaml = WITH_PASSWORD + autoscaler("api");
        scene.deploy(yaml, Wish.usual().notAwaiting());
        String next = yaml.replace("1.0.0", "1.0.1");
        Approval approval = approvalOf(next);
        scale("api", 5);

        assertThat(scene.deploy(next, Wish.usual().notAwaiting().approved(approval))
                        .result())
                .isEqualTo(Result.SUCCESS);
        assertThat(scene.get(Scene.DEPLOYMENTS, "api").at("/spec/replicas").asInt())
                .isEqualTo(5);
    }

    @Test
    public void a_password_that_somebody_else_wrote_meanwhile_upsets_it() {
        String yaml = WITH_PASSWORD + autoscaler("api");
        scene.deploy(yaml, Wish.usual().notAwaiting());
        String next = yaml.replace("1.0.0", "1.0.1");
        Approval approval = scene.plan(next, Wish.usual().forcing("kubectl").approvable())
                .approval()
                .orElseThrow();
        scene.meddle("kubectl", WITH_PASSWORD.replace("Hunter22secret", "Hunter23secret"));

        assertThat(catchThrowable(
                        () -> scene.deploy(next, Wish.usual().forcing("kubectl").approved(approval))))
                .isInstanceOf(ApprovalException.class)
                .hasMessageContaining("the cluster has changed since the plan: Deployment.apps api");
    }

    private Approval approvalOf(String yaml) {
        return scene.plan(yaml, Wish.usual().approvable()).approval().orElseThrow();
    }

    private Throwable refusalOf(String yaml, Approval approval) {
        return catchThrowable(() -> scene.deploy(yaml, Wish.usual().approved(approval)));
    }

    private static String kept(String yaml) {
        return Text.annotated(yaml, PruneGuard.KEEP, "true");
    }

    private static String autoscaler(String name) {
        return Text.head("autoscaling/v1", "HorizontalPodAutoscaler", name)
                + "spec:\n  minReplicas: 1\n  maxReplicas: 9\n"
                + "  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: " + name + "}\n";
    }

    private void annotate(String deployment, @Nullable String keep) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.withObject("/metadata/annotations").put(PruneGuard.KEEP, keep);
        patch(deployment, "kubectl", patch);
    }

    private void scale(String deployment, int replicas) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.withObject("/spec").put("replicas", replicas);
        patch(deployment, "kube-controller-manager", patch);
    }

    private void patch(String deployment, String manager, ObjectNode patch) {
        ObjectNode live = scene.get(Scene.DEPLOYMENTS, deployment);
        scene.admin.kube().patch(Scene.DEPLOYMENTS, live, patch, new ApplyOptions(manager, false, false));
    }
}
