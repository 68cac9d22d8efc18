package io.jenkins.plugins.drawbridge.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

public class PrunePlanTest {

    /** As an Ingress that was deployed as extensions/v1beta1 and is now written as networking.k8s.io/v1. */
    @Test
    public void an_object_under_a_new_name_of_its_kind_is_not_deleted_under_the_old_one() {
        try (PrivateCluster cluster = PrivateCluster.start();
                Scene scene = new Scene(cluster);
                Parallel parallel = new Parallel(1)) {
            DeployRequest request = scene.request(Text.service("web"), Wish.usual());
            Manifest now = request.manifests().get(0);
            ObjectRef before = new ObjectRef("", "v1", "Endpoints", "", "web");
            LiveState live = LiveState.of(Map.of(now.ref().key(), object(), before.key(), object()), Set.of());
            Kinds kinds = Kinds.of(List.of(before), scene.admin.kube(), parallel);

            PrunePlan plan = new PrunePlan(scene.admin.kube(), request, List.of(now), live);
            assertThat(plan.of(Inventory.of(List.of(before)), kinds)).isEmpty();
            PrunePlan withoutIt = new PrunePlan(scene.admin.kube(), request, List.of(), live);
            assertThat(withoutIt.of(Inventory.of(List.of(before)), kinds))
                    .singleElement()
                    .satisfies(pruning -> assertThat(pruning.isDeleted()).isTrue());
        }
    }

    private static ObjectNode object() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.putObject("metadata").put("name", "web").put("uid", "5e0f");
        return object;
    }
}
