package io.jenkins.plugins.drawbridge.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.kube.ApplyOptions;
import io.jenkins.plugins.drawbridge.engine.manifest.Yaml;
import io.jenkins.plugins.drawbridge.engine.plan.Change;
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

/** Moving to Drawbridge from mlp and from kubectl: what they brought is ours from then on, down to the single field. */
@RunWith(Parameterized.class)
public class TakeoverTest {

    private static final ClustersUnderTest CLUSTERS = ClustersUnderTest.start(PrivateCluster.builder());
    private static final String KUBECTL = "kubectl-client-side-apply";
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
    private static final String ENV =
            """
                    env: [{name: A, value: a}, {name: B, value: b}]
                    imagePullPolicy: IfNotPresent
                    terminationMessagePath: /last
            """;
    private static final String ONE_VARIABLE = "        env: [{name: A, value: a}]\n";

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

    public TakeoverTest(ClusterUnderTest cluster, String name) {
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
    public void a_field_that_left_the_manifest_since_mlp_deployed_it_goes() {
        scene.meddle("mlp", Text.configMap("config", "a", "1", "b", "2"));
        String now = Text.configMap("config", "a", "1");

        assertThat(fields(scene.plan(now), "ConfigMap config")).containsExactly("data.b: 2 -> -");
        assertThat(scene.deploy(now).result()).isEqualTo(Result.SUCCESS);
        assertThat(scene.get(Scene.CONFIG_MAPS, "config").path("data").toString())
                .isEqualTo("{\"a\":\"1\"}");
        assertThat(managers(Scene.CONFIG_MAPS, "config")).containsExactly("drawbridge");
        assertThat(scene.plan(now).plan().changesNothing()).isTrue();
    }

    @Test
    public void a_field_that_leaves_the_manifest_long_after_mlp_goes_too() {
        String first = Text.deployment("web", "web:1.0.0", 1, ENV);
        scene.meddle("mlp", first);
        DeployOutcome adopted = scene.deploy(first);
        assertThat(Scene.actions(adopted)).containsEntry("Deployment web", "unchanged");

        String second = Text.deployment("web", "web:1.0.0", 1, ONE_VARIABLE);
        List<String> planned = fields(scene.plan(second), "Deployment web");
        assertThat(planned).hasSize(3).anyMatch(field -> field.contains("env[name=B]"));
        assertThat(planned).anyMatch(field -> field.endsWith("terminationMessagePath: /last -> /dev/termination-log"));
        assertThat(scene.deploy(second).result()).isEqualTo(Result.SUCCESS);
        assertThat(scene.get(Scene.DEPLOYMENTS, "web").at("/spec/template/spec/containers/0/env"))
                .hasSize(1);
    }

    @Test
    public void a_plan_over_mlps_fields_shows_what_the_server_makes_of_what_is_left() {
        scene.meddle("mlp", Text.deployment("web", "web:1.0.0", 3, ENV));
        String now = Text.deployment("web", "web:1.1.0", 3, ONE_VARIABLE).replace("  replicas: 3\n", "");

        assertThat(fields(scene.plan(now), "Deployment web"))
                .contains("spec.replicas: 3 -> 1")
                .anyMatch(field -> field.endsWith("terminationMessagePath: /last -> /dev/termination-log"))
                .noneMatch(field -> field.contains("imagePullPolicy"));
        scene.deploy(now);
        ObjectNode live = scene.get(Scene.DEPLOYMENTS, "web");
        assertThat(live.at("/spec/replicas").asInt()).isEqualTo(1);
        assertThat(live.at("/spec/template/spec/containers/0/env")).hasSize(1);
    }

    @Test
    public void replicas_that_mlp_stated_stay_with_their_autoscaler() {
        String scaler = Text.head("autoscaling/v1", "HorizontalPodAutoscaler", "web")
                + "spec: {maxReplicas: 9, minReplicas: 1, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}\n";
        scene.meddle("mlp", Text.deployment("web", "web:1.0.0", 4, ""));
        scene.meddle("mlp", scaler);

        String now = Text.deployment("web", "web:1.1.0", 2, "") + scaler;
        assertThat(scene.deploy(now).result()).isEqualTo(Result.SUCCESS);
        assertThat(scene.get(Scene.DEPLOYMENTS, "web").at("/spec/replicas").asInt())
                .isEqualTo(4);
    }

    @Test
    public void what_mlp_wrote_after_us_is_taken_over_again() {
        String now = Text.configMap("config", "a", "1");
        scene.deploy(now);
        scene.meddle("mlp", Text.configMap("config", "a", "0", "b", "2"));

        assertThat(fields(scene.plan(now), "ConfigMap config")).containsExactly("data.a: 0 -> 1", "data.b: 2 -> -");
        scene.deploy(now);
        assertThat(scene.get(Scene.CONFIG_MAPS, "config").path("data").toString())
                .isEqualTo("{\"a\":\"1\"}");
    }

    @Test
    public void kubectl_is_taken_over_with_its_last_applied_annotation_once_it_is_named() {
        byKubectl(Text.configMap("config", "a", "1", "b", "2"));
        String now = Text.configMap("config", "a", "9");
        assertThatThrownBy(() -> scene.deploy(now))
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContaining("--force-conflicts-with " + KUBECTL);

        Wish forcing = Wish.usual().forcing(KUBECTL);
        assertThat(fields(scene.plan(now, forcing), "ConfigMap config"))
                .containsExactly("data.a: 1 -> 9", "data.b: 2 -> -");
        assertThat(scene.deploy(now, forcing).result()).isEqualTo(Result.SUCCESS);
        ObjectNode live = scene.get(Scene.CONFIG_MAPS, "config");
        assertThat(live.path("data").toString()).isEqualTo("{\"a\":\"9\"}");
        assertThat(live.toString()).doesNotContain(LAST_APPLIED);

        assertThat(scene.deploy(Text.configMap("config", "c", "1")).result()).isEqualTo(Result.SUCCESS);
        assertThat(scene.get(Scene.CONFIG_MAPS, "config").path("data").toString())
                .isEqualTo("{\"c\":\"1\"}");
    }

    @Test
    public void objects_that_kubectl_owns_as_well_are_told_until_they_are_taken_over() {
        String text = Text.configMap("config", "a", "1");
        byKubectl(text);

        assertThat(scene.deploy(text).notices())
                .anyMatch(notice -> notice.contains("ConfigMap config") && notice.contains("--force-conflicts-with"));
        assertThat(scene.deploy(text, Wish.usual().forcing(KUBECTL)).notices()).isEmpty();
        assertThat(scene.deploy(text).notices()).isEmpty();
    }

    @Test
    public void what_kubectl_applied_on_the_server_side_is_told_with_its_own_manager() {
        scene.meddle("kubectl", Text.configMap("config", "a", "1", "b", "2"));

        String less = Text.configMap("config", "a", "1");
        assertThat(scene.plan(less).notices())
                .containsExactly("ConfigMap config: kubectl apply owns fields there as well, so a field that leaves the"
                        + " manifest stays in the cluster; --force-conflicts-with kubectl, once, takes them over");
        assertThat(scene.deploy(less, Wish.usual().forcing("kubectl")).notices())
                .isEmpty();
        assertThat(scene.get(Scene.CONFIG_MAPS, "config").path("data").toString())
                .isEqualTo("{\"a\":\"1\"}");
    }

    @Test
    public void what_others_own_beside_mlp_stays_theirs() {
        scene.meddle("mlp", Text.configMap("config", "a", "1", "b", "2"));
        scene.meddle("operator", Text.configMap("config", "b", "2", "c", "3"));

        scene.deploy(Text.configMap("config", "a", "1"));
        assertThat(scene.get(Scene.CONFIG_MAPS, "config").path("data").toString())
                .isEqualTo("{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\"}");
        assertThat(managers(Scene.CONFIG_MAPS, "config")).containsExactlyInAnyOrder("drawbridge", "operator");
    }

    @Test
    public void what_admission_or_the_server_added_to_their_objects_does_not_go_with_them() {
        ObjectNode live = scene.meddle("mlp", Text.configMap("config", "a", "1"));
        ObjectNode added =
                Yaml.manifest(Text.configMap("config", "injected", "1")).body();
        scene.admin.kube().patch(Scene.CONFIG_MAPS, live, added, new ApplyOptions("mlp", false, false));
        scene.deploy(Text.configMap("config", "a", "2"));
        assertThat(scene.get(Scene.CONFIG_MAPS, "config").path("data").toString())
                .isEqualTo("{\"a\":\"2\",\"injected\":\"1\"}");

        byKubectl(Text.configMap("other", "a", "1", "b", "2"));
        ObjectNode other = scene.get(Scene.CONFIG_MAPS, "other");
        ObjectNode more =
                Yaml.manifest(Text.configMap("other", "injected", "1")).body();
        scene.admin.kube().patch(Scene.CONFIG_MAPS, other, more, new ApplyOptions(KUBECTL, false, false));
        scene.deploy(
                Text.configMap("config", "a", "2") + Text.configMap("other", "a", "1"),
                Wish.usual().forcing(KUBECTL));
        assertThat(scene.get(Scene.CONFIG_MAPS, "other").path("data").toString())
                .isEqualTo("{\"a\":\"1\",\"injected\":\"1\"}");
    }

    /**
     * What {@code kubectl apply} does: a patch with an annotation that repeats it all. Kubernetes 1.20 tells owners only of
     * objects that had one when they were created.
     */
    private void byKubectl(String yaml) {
        ObjectNode body = Yaml.manifest(yaml).body();
        ObjectNode bare = body.deepCopy();
        bare.remove("data");
        bare.withObject("/metadata/labels").put("made", "by-hand");
        ApiResource resource = Scene.CONFIG_MAPS;
        ObjectNode created = scene.admin.kube().create(resource, scene.namespace, bare);
        ObjectNode patch = body.deepCopy();
        patch.withObject("/metadata/annotations").put(LAST_APPLIED, body.toString());
        scene.admin.kube().patch(resource, created, patch, new ApplyOptions(KUBECTL, false, false));
    }

    private List<String> managers(ApiResource resource, String name) {
        return scene.get(resource, name).at("/metadata/managedFields").findValuesAsText("manager");
    }

    private static List<String> fields(DeployOutcome outcome, String object) {
        Change change = Scene.change(outcome, object);
        assertThat(change).isInstanceOf(Change.Update.class);
        return ((Change.Update) change)
                .fields().stream().map(TakeoverTest::words).toList();
    }

    private static String words(FieldChange field) {
        return field.path() + ": " + word(field.before()) + " -> " + word(field.after());
    }

    private static String word(@org.jspecify.annotations.Nullable JsonNode value) {
        return value == null ? "-" : value.isValueNode() ? value.asText() : value.toString();
    }
}
