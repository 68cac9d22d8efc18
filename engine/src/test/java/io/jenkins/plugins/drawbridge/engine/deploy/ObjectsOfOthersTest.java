package io.jenkins.plugins.drawbridge.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import io.jenkins.plugins.drawbridge.testkit.api.Fault;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.Test;

/** Applications that share a cluster, a namespace, an object or a name. */
public class ObjectsOfOthersTest {

    private static final PrivateCluster CLUSTER = PrivateCluster.start();
    private static final ApiResource CLUSTER_ROLES =
            new ApiResource("rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole", false);
    private static final String ONE = Text.configMap("one", "a", "1");
    private static final String TWO = Text.configMap("two", "a", "1");
    private static final String THREE = Text.configMap("three", "a", "1");

    private Scene scene;
    private String role;

    @AfterClass
    public static void stop() {
        CLUSTER.close();
    }

    @Before
    public void open() {
        scene = new Scene(CLUSTER);
        role = Text.head("rbac.authorization.k8s.io/v1", "ClusterRole", "role-" + scene.namespace)
                + "rules:\n- {apiGroups: [''], resources: [pods], verbs: [get]}\n";
    }

    @After
    public void leave() {
        CLUSTER.faults().clear();
        scene.close();
    }

    @Test
    public void what_moved_to_another_application_is_left_to_it() {
        scene.deploy(ONE + TWO);
        scene.deploy(TWO + THREE, Wish.usual().application("other"));

        DeployOutcome without = scene.deploy(ONE);
        assertThat(Scene.change(without, "ConfigMap two").toString())
                .contains("kept: another application tracks it now")
                .contains("drawbridge-inventory-other");
        assertThat(scene.find(Scene.CONFIG_MAPS, "two")).isPresent();
        assertThat(scene.inventory()).containsExactly("ConfigMap one");

        DeployOutcome gone = scene.deploy(THREE, Wish.usual().application("other"));
        assertThat(Scene.actions(gone)).containsEntry("ConfigMap two", "delete");
    }

    @Test
    public void whoever_deploys_what_another_application_deploys_as_well_is_told_each_time() {
        scene.deploy(ONE + TWO);

        for (int times = 0; times < 2; times++) {
            DeployOutcome other = scene.deploy(TWO + THREE, Wish.usual().application("other"));
            assertThat(other.notices())
                    .containsExactly("ConfigMap two: another application deploys this as well"
                            + " (ConfigMap " + scene.namespace + "/drawbridge-inventory-" + scene.namespace
                            + " tracks it), and each deploy undoes the other's; keep it in one of the two");
        }
        assertThat(scene.deploy(THREE, Wish.usual().application("other")).notices())
                .isEmpty();
    }

    @Test
    public void what_is_deployed_once_is_undone_by_nobody() {
        String once = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: shared, annotations: {mia-platform.eu/deploy:"
                + " once}}\ndata: {a: '1'}\n";
        scene.deploy(once);
        assertThat(scene.deploy(once, Wish.usual().application("other")).notices())
                .isEmpty();
    }

    @Test
    public void an_inventory_that_is_not_listed_is_asked_for_by_name() {
        scene.deploy(ONE + TWO);
        CLUSTER.faults()
                .next(
                        request -> request.isList()
                                && request.path().endsWith("/configmaps")
                                && request.query().toString().contains("managed-by"),
                        Fault.failure(403));

        assertThat(Scene.actions(scene.deploy(ONE))).containsEntry("ConfigMap two", "delete");
    }

    @Test
    public void what_applications_of_two_namespaces_share_goes_with_the_last_of_them() {
        try (Scene elsewhere = new Scene(CLUSTER)) {
            scene.deploy(ONE + role);
            elsewhere.deploy(ONE + role);

            assertThat(Scene.actions(scene.deploy(ONE)))
                    .containsEntry("ClusterRole role-" + scene.namespace, "unchanged");
            assertThat(Scene.actions(elsewhere.deploy(ONE)))
                    .containsEntry("ClusterRole role-" + scene.namespace, "delete");
        }
    }

    @Test
    public void what_may_have_owners_out_of_sight_stays_unless_it_is_named() {
        scene.deploy(ONE + role);
        CLUSTER.faults()
                .always(request -> request.isList() && request.path().equals("/api/v1/configmaps"), Fault.failure(403));

        DeployOutcome kept = scene.deploy(ONE);
        assertThat(Scene.change(kept, "ClusterRole role-" + scene.namespace).toString())
                .contains("kept: whether another application tracks it cannot be seen")
                .contains("--dangerously-prune");
        assertThat(scene.inventory()).contains("ClusterRole role-" + scene.namespace);
        assertThat(Scene.actions(scene.deploy(ONE, Wish.usual().pruning("ClusterRole"))))
                .containsEntry("ClusterRole role-" + scene.namespace, "delete");
    }

    @Test
    public void what_may_not_be_read_any_more_stays_tracked() {
        scene.deploy(ONE + role);
        CLUSTER.faults().always(request -> request.resource().startsWith("clusterroles"), Fault.failure(403));

        DeployOutcome outcome = scene.deploy(ONE);
        assertThat(outcome.notices())
                .anyMatch(notice -> notice.contains("may not be read") && notice.contains("role-"));
        assertThat(scene.inventory()).contains("ClusterRole role-" + scene.namespace);

        CLUSTER.faults().clear();
        scene.deploy(ONE);
        Scene.eventually(() -> !scene.exists(CLUSTER_ROLES, "role-" + scene.namespace), "the role is pruned");
    }

    @Test
    public void an_object_is_found_in_another_version_than_it_was_deployed_in() {
        scene.deploy(ONE + Text.head("policy/v1", "PodDisruptionBudget", "budget")
                + "spec: {minAvailable: 1, selector: {matchLabels: {app: api}}}\n");
        rewriteInventory("policy/v1 ", "policy/v1beta1 ");

        assertThat(Scene.actions(scene.deploy(ONE))).containsEntry("PodDisruptionBudget budget", "delete");
    }

    @Test
    public void inventory_lines_that_lead_to_other_paths_are_passed_over() {
        scene.deploy(ONE);
        rewriteInventory(
                "v1 ConfigMap", "v1 Namespace - ..\nrbac.authorization.k8s.io/v1 ClusterRole - .\nv1 ConfigMap");

        assertThat(scene.deploy(ONE).result()).isEqualTo(Result.SUCCESS);
        assertThat(scene.inventory()).containsExactly("ConfigMap one");
    }

    @Test
    public void a_kind_that_is_not_served_is_found_out_before_the_namespace_is_made() {
        scene.delete(Scene.NAMESPACES, scene.namespace);
        CLUSTER.faults().always(request -> request.resource().equals("services"), Fault.failure(404));

        assertThat(catchThrowable(() -> scene.deploy(ONE + Text.service("api"))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("does not serve Service in v1");
        assertThat(scene.find(Scene.NAMESPACES, scene.namespace)).isEmpty();
    }

    @Test
    public void one_holder_does_not_deploy_twice_at_a_time() {
        AtomicReference<Throwable> second = new AtomicReference<>();
        Wish first = Wish.usual().holder("build 7").hearing(event -> {
            if (event instanceof DeployEvent.Planned && second.get() == null) {
                second.set(new IllegalStateException("the second was not refused"));
                second.set(catchThrowable(
                        () -> scene.deploy(TWO, Wish.usual().holder("build 7").lockWithin(java.time.Duration.ZERO))));
            }
        });
        assertThat(scene.deploy(ONE, first).result()).isEqualTo(Result.SUCCESS);
        assertThat(second.get()).isInstanceOf(LockHeldException.class).hasMessageContaining("held by build 7");
    }

    private void rewriteInventory(String from, String to) {
        ObjectNode inventory = scene.get(Scene.CONFIG_MAPS, "drawbridge-inventory-" + scene.namespace)
                .deepCopy();
        ObjectNode data = inventory.withObject("/data");
        data.put("objects", data.path("objects").asText().replace(from, to));
        assertThat(scene.admin
                        .kube()
                        .replace(Scene.CONFIG_MAPS, inventory)
                        .path("data")
                        .path("objects")
                        .asText())
                .contains(to);
    }
}
