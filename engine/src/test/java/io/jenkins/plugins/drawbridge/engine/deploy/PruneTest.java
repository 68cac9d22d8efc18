package io.jenkins.plugins.drawbridge.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.testkit.ClusterUnderTest;
import io.jenkins.plugins.drawbridge.testkit.ClustersUnderTest;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** What becomes of objects that earlier deploys brought and the input no longer has. */
@RunWith(Parameterized.class)
public class PruneTest {

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

    public PruneTest(ClusterUnderTest cluster, String name) {
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
    public void what_left_the_input_is_deleted_and_no_longer_tracked() {
        scene.deploy(ONE + TWO + Text.service("api"));
        DeployOutcome outcome = scene.deploy(ONE);

        assertThat(Scene.actions(outcome))
                .containsEntry("ConfigMap one", "unchanged")
                .containsEntry("ConfigMap two", "delete")
                .containsEntry("Service api", "delete");
        assertThat(Scene.states(outcome).values()).containsOnly("ready");
        Scene.eventually(() -> !scene.exists(Scene.CONFIG_MAPS, "two"), "two is pruned");
        assertThat(scene.inventory()).containsExactly("ConfigMap one");
        assertThat(scene.deploy(ONE).plan().changesNothing()).isTrue();
    }

    @Test
    public void an_object_without_fields_of_its_own_is_pruned_too() {
        scene.deploy(ONE + Text.head("v1", "ServiceAccount", "robot"));
        assertThat(Scene.actions(scene.deploy(ONE))).containsEntry("ServiceAccount robot", "delete");
    }

    @Test
    public void a_deploy_cancelled_while_it_prunes_keeps_track_of_what_is_left() {
        StringBuilder many = new StringBuilder();
        for (int number = 0; number < 40; number++) {
            many.append(Text.configMap("c" + number));
        }
        scene.deploy(ONE + many);
        Cancellation cancellation = new Cancellation();
        DeployOutcome cancelled =
                scene.deploy(ONE, Wish.usual().cancelledBy(cancellation).hearing(event -> {
                    if (event instanceof DeployEvent.PruneStarted) {
                        cancellation.cancel("interrupted by a signal");
                    }
                }));

        assertThat(cancelled.result()).isEqualTo(Result.CANCELED);
        List<String> left = Scene.states(cancelled).entrySet().stream()
                .filter(entry -> entry.getValue().equals("skipped"))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(left).hasSizeBetween(40 - Scene.WIDTH, 39);
        assertThat(Scene.verdict(cancelled, left.get(0)))
                .isEqualTo(Verdict.skipped("not deleted: interrupted by a signal"));
        assertThat(scene.inventory()).containsAll(left).hasSize(left.size() + 1);
        assertThat(scene.isLocked()).isFalse();

        assertThat(scene.deploy(ONE).result()).isEqualTo(Result.SUCCESS);
        assertThat(scene.inventory()).containsExactly("ConfigMap one");
        Scene.eventually(() -> !scene.exists(Scene.CONFIG_MAPS, left.get(0).substring(10)), "the rest is pruned");
    }

    @Test
    public void nothing_is_pruned_after_a_failed_rollout_and_all_stays_tracked() {
        scene.deploy(ONE + TWO);
        DeployOutcome failed = scene.deploy(ONE + Text.deployment("api", "does-not-exist:1.0.0"));

        assertThat(failed.result()).isEqualTo(Result.FAILED);
        assertThat(failed.notices())
                .contains("nothing was pruned, since not everything was deployed; the next good deploy will do it");
        assertThat(scene.find(Scene.CONFIG_MAPS, "two")).isPresent();
        assertThat(scene.inventory()).containsExactlyInAnyOrder("ConfigMap one", "ConfigMap two", "Deployment api");

        assertThat(scene.deploy(ONE).result()).isEqualTo(Result.SUCCESS);
        assertThat(scene.inventory()).containsExactly("ConfigMap one");
        Scene.eventually(() -> !scene.exists(Scene.DEPLOYMENTS, "api"), "the broken deployment is pruned");
    }

    @Test
    public void namespaces_definitions_and_claims_stay_unless_they_are_named() {
        String claim = Text.head("v1", "PersistentVolumeClaim", "disk")
                + "spec:\n  accessModes: [ReadWriteOnce]\n  resources: {requests: {storage: 1Gi}}\n";
        String extra = scene.namespace + "-extra";
        scene.deploy(
                ONE + claim + Text.head("v1", "Namespace", extra), Wish.usual().notAwaiting());

        DeployOutcome kept = scene.deploy(ONE);
        assertThat(Scene.change(kept, "PersistentVolumeClaim disk").toString())
                .contains("a PersistentVolumeClaim is never pruned unless named with --dangerously-prune");
        assertThat(Scene.actions(kept)).containsEntry("Namespace " + extra, "unchanged");
        assertThat(scene.inventory())
                .containsExactlyInAnyOrder("ConfigMap one", "Namespace " + extra, "PersistentVolumeClaim disk");

        DeployOutcome named = scene.deploy(ONE, Wish.usual().pruning("PersistentVolumeClaim/disk", "Namespace"));
        assertThat(Scene.actions(named))
                .containsEntry("PersistentVolumeClaim disk", "delete")
                .containsEntry("Namespace " + extra, "delete");
        assertThat(scene.inventory()).containsExactly("ConfigMap one");
    }

    @Test
    public void an_object_that_asks_to_be_kept_stays() {
        scene.deploy(ONE + Text.annotated(TWO, "drawbridge/keep", "true"));
        DeployOutcome outcome = scene.deploy(ONE);

        assertThat(Scene.change(outcome, "ConfigMap two").toString()).contains("kept: it carries drawbridge/keep");
        assertThat(outcome.result()).isEqualTo(Result.SUCCESS);
        assertThat(scene.find(Scene.CONFIG_MAPS, "two")).isPresent();
        assertThat(scene.inventory()).contains("ConfigMap two");
    }

    @Test
    public void what_somebody_else_has_replaced_stays() {
        scene.deploy(ONE + TWO);
        scene.delete(Scene.CONFIG_MAPS, "two");
        scene.meddle("kubectl", Text.configMap("two", "theirs", "yes"));

        assertThat(Scene.change(scene.deploy(ONE), "ConfigMap two").toString())
                .contains("kept: somebody else has replaced it since");
        assertThat(scene.find(Scene.CONFIG_MAPS, "two")).isPresent();
    }

    @Test
    public void what_is_gone_already_is_forgotten() {
        scene.deploy(ONE + TWO);
        scene.delete(Scene.CONFIG_MAPS, "two");
        DeployOutcome outcome = scene.deploy(ONE);
        assertThat(outcome.result()).isEqualTo(Result.SUCCESS);
        assertThat(Scene.actions(outcome)).containsOnlyKeys("ConfigMap one");
        assertThat(scene.inventory()).containsExactly("ConfigMap one");
    }

    @Test
    public void empty_input_is_refused_unless_the_user_says_so() {
        scene.deploy(ONE);
        assertThatThrownBy(() -> scene.deploy(""))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("--dangerously-prune-everything");
        assertThatThrownBy(() -> scene.plan("")).isInstanceOf(InputException.class);
        assertThat(scene.find(Scene.CONFIG_MAPS, "one")).isPresent();
        assertThat(scene.isLocked()).isFalse();

        assertThat(scene.deploy("", Wish.usual().pruneEverything()).result()).isEqualTo(Result.SUCCESS);
        Scene.eventually(() -> !scene.exists(Scene.CONFIG_MAPS, "one"), "one is pruned");
        assertThat(scene.inventory()).isEmpty();
    }

    @Test
    public void two_applications_of_one_namespace_leave_each_other_alone() {
        scene.deploy(ONE, Wish.usual().application("left"));
        DeployOutcome right = scene.deploy(TWO, Wish.usual().application("right"));

        assertThat(Scene.actions(right)).containsOnlyKeys("ConfigMap two");
        assertThat(scene.find(Scene.CONFIG_MAPS, "one")).isPresent();
        assertThat(scene.inventory("left")).containsExactly("ConfigMap one");
        assertThat(scene.inventory("right")).containsExactly("ConfigMap two");
    }

    @Test
    public void what_is_deployed_once_and_was_there_before_is_never_ours() {
        String once = Text.head("v1", "Secret", "shared")
                + "  annotations: {mia-platform.eu/deploy: once}\nstringData: {password: c4n4ry-generated}\n";
        scene.meddle("mlp", once);

        scene.deploy(ONE + once);
        assertThat(scene.inventory()).containsExactly("ConfigMap one");
        assertThat(Scene.actions(scene.deploy(ONE))).containsOnlyKeys("ConfigMap one");
        assertThat(scene.find(Scene.SECRETS, "shared")).isPresent();

        String mine = once.replace("shared", "mine");
        scene.deploy(ONE + mine);
        scene.deploy(ONE + mine);
        assertThat(Scene.actions(scene.deploy(ONE))).containsEntry("Secret mine", "delete");
    }

    @Test
    public void an_inventory_that_names_a_namespaced_object_without_its_namespace_names_none() {
        try (Scene elsewhere = new Scene(cluster)) {
            elsewhere.meddle(Deployer.MANAGER, Text.configMap("victim", "a", "1"));
            scene.deploy(ONE);
            track("v1 ConfigMap - victim\nv1 Namespace " + scene.namespace + " " + elsewhere.namespace);

            DeployOutcome outcome = scene.deploy(ONE, Wish.usual().pruning("Namespace"));

            assertThat(Scene.actions(outcome)).containsOnlyKeys("ConfigMap one");
            assertThat(elsewhere.find(Scene.CONFIG_MAPS, "victim")).isPresent();
            assertThat(scene.inventory()).containsExactly("ConfigMap one");
        }
    }

    @Test
    public void the_books_of_deploys_are_refused_as_input() {
        String export = Text.configMap("drawbridge-inventory-shop", "objects", "");
        scene.deploy(ONE);
        for (String books : List.of(
                export,
                Text.configMap("eu.mia-platform.mlp"),
                Text.head("coordination.k8s.io/v1", "Lease", "drawbridge-shop"))) {
            assertThat(catchThrowable(() -> scene.deploy(ONE + books)))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining(" is where deploys keep their own books; take it out of the input");
        }
        assertThat(scene.inventory()).containsExactly("ConfigMap one");
    }

    @Test
    public void an_object_in_another_version_is_still_the_same_object() {
        scene.deploy(ONE + Text.deployment("api", "api:1.0.0"));
        String old = "apps/v1beta1 Deployment " + scene.namespace + " api\nv1 ConfigMap " + scene.namespace + " one";
        track(old);
        assertThat(Scene.actions(scene.deploy(ONE + Text.deployment("api", "api:1.0.0"))))
                .containsEntry("Deployment api", "unchanged");
    }

    @Test
    public void the_inventory_of_mlp_is_taken_over() {
        String mlps = Text.head("v1", "ConfigMap", "eu.mia-platform.mlp") + "data:\n  NS_one__ConfigMap: ''\n"
                + "  NS_orphan__ConfigMap: ''\n  NS_web_apps_Deployment: ''\n";
        scene.meddle("mlp", mlps.replace("NS", scene.namespace));
        scene.meddle("mlp", ONE);
        scene.meddle("mlp", Text.configMap("orphan", "a", "1"));
        scene.meddle("mlp", Text.deployment("web", "web:1.0.0"));

        DeployOutcome outcome = scene.deploy(ONE.replace("\"1\"", "\"2\""));
        assertThat(outcome.result()).isEqualTo(Result.SUCCESS);
        assertThat(outcome.notices()).contains("the inventory of mlp was taken over");
        assertThat(Scene.actions(outcome))
                .containsEntry("ConfigMap one", "update")
                .containsEntry("ConfigMap orphan", "delete")
                .containsEntry("Deployment web", "delete");
        assertThat(scene.inventory()).containsExactly("ConfigMap one");
        assertThat(scene.deploy(ONE).notices()).doesNotContain("the inventory of mlp was taken over");
    }

    @Test
    public void the_inventory_of_mlp_1_is_taken_over_in_both_of_its_forms() {
        mlpOneTracks(
                """
                {"ConfigMap": {"kind": {"Group": "", "Version": "v1", "Kind": "ConfigMap"},
                               "resources": ["one", "orphan", "../../x", ""]},
                 "Deployment": {"kind": "Deployment",
                                "Mapping": {"Group": "apps", "Version": "v1", "Resource": "deployments"},
                                "resources": ["web"]},
                 "Gone": {"kind": {"Group": "example.com", "Version": "v1", "Kind": "Gone"}, "resources": ["x"]}}
                """);
        scene.meddle("mlp", Text.configMap("orphan", "a", "1"));
        scene.meddle("mlp", Text.deployment("web", "web:1.0.0"));

        DeployOutcome outcome = scene.deploy(ONE);

        assertThat(outcome.notices()).contains("the inventory of mlp was taken over");
        assertThat(Scene.actions(outcome))
                .containsEntry("ConfigMap one", "create")
                .containsEntry("ConfigMap orphan", "delete")
                .containsEntry("Deployment web", "delete")
                .hasSize(3);
    }

    @Test
    public void an_inventory_of_mlp_1_that_nobody_understands_stops_the_first_deploy_before_it_writes() {
        for (String garbled : List.of("{", "[]", "null", "1", "{\"ConfigMap\": 1}")) {
            mlpOneTracks(garbled);
            assertThatThrownBy(() -> scene.deploy(ONE))
                    .as(garbled)
                    .hasMessage(
                            "the Secret resources-deployed, in which mlp 1 tracked what it deployed, does not say it"
                                    + " as mlp 1 did; delete it if it is of no more use");
        }
        assertThat(scene.find(Scene.CONFIG_MAPS, "one")).isEmpty();
    }

    private void mlpOneTracks(String json) {
        scene.meddle(
                "mlp",
                Text.head("v1", "Secret", "resources-deployed") + "data: {resources: "
                        + Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8)) + "}\n");
    }

    @Test
    public void the_inventory_of_mlp_is_left_alone_by_an_application_that_is_only_part_of_the_namespace() {
        scene.meddle(
                "mlp",
                Text.head("v1", "ConfigMap", "eu.mia-platform.mlp") + "data:\n  " + scene.namespace
                        + "_orphan__ConfigMap: ''\n");
        scene.meddle("mlp", Text.configMap("orphan", "a", "1"));

        DeployOutcome outcome = scene.deploy(ONE, Wish.usual().application("part"));
        assertThat(outcome.notices()).anyMatch(notice -> notice.contains("the inventory of mlp was left alone"));
        assertThat(scene.find(Scene.CONFIG_MAPS, "orphan")).isPresent();
        assertThat(scene.deploy(ONE, Wish.usual().application("part")).notices())
                .isEmpty();
    }

    @Test
    public void an_inventory_nobody_can_read_deletes_nothing() {
        scene.deploy(ONE + TWO);
        track("rubbish\nv1 ConfigMap\n ../../ x y z\nv1 ConfigMap " + scene.namespace + " one");
        DeployOutcome outcome = scene.deploy(ONE);
        assertThat(outcome.result()).isEqualTo(Result.SUCCESS);
        assertThat(scene.find(Scene.CONFIG_MAPS, "two")).isPresent();
    }

    private void track(String lines) {
        scene.meddle(
                "drawbridge",
                Text.head("v1", "ConfigMap", "drawbridge-inventory-" + scene.namespace) + "data:\n  objects: |\n    "
                        + lines.replace("\n", "\n    ") + "\n");
    }
}
