package io.jenkins.plugins.drawbridge.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class ApprovalTest {

    /** Of the samples as they are; made once, since it is slow on purpose. */
    private static final Approval APPROVED = new ApprovalTest().now(Approval.newSalt());

    private final Manifest manifest =
            Samples.manifest(Samples.resource("deployment-desired.json").toString());
    private final ObjectNode live = Samples.resource("deployment-live.json");
    private final ObjectNode secret = Samples.json(
            "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'s','namespace':'shop','uid':'u','resourceVersion':'1'},'data':{'a':'Yg=='}}");
    private final Approval approved = APPROVED;

    @Test
    public void the_same_manifests_and_cluster_are_as_approved() {
        live.withObject("/status").put("readyReplicas", 0);
        live.withObject("/metadata").put("resourceVersion", "5000");
        assertThat(differences()).isEmpty();
    }

    @Test
    public void a_changed_object_is_named() {
        live.withObject("/spec").put("replicas", 9);
        assertThat(differences())
                .containsExactly("the cluster has changed since the plan: Deployment.apps api in shop");
    }

    @Test
    public void a_secret_counts_by_its_version() {
        secret.withObject("/metadata").put("resourceVersion", "2");
        assertThat(differences()).containsExactly("the cluster has changed since the plan: Secret s in shop");
    }

    @Test
    public void other_manifests_are_noticed() {
        ((ObjectNode) manifest.body().at("/spec/template/spec/containers/0")).put("image", "evil");
        assertThat(differences()).containsExactly("the manifests are not those of the plan, or the flags are not");
    }

    @Test
    public void other_choices_are_noticed() {
        Approval forced = Approval.of(List.of(manifest), lives(), approved.salt(), "conflicts: [kubectl]");
        assertThat(Approval.differences(approved, forced)).hasSize(1);
    }

    @Test
    public void an_object_that_came_or_went_is_noticed() {
        Map<ObjectRef.Key, ObjectNode> lives =
                new HashMap<>(Map.of(ObjectRef.of(secret).key(), secret));
        Approval without = Approval.of(List.of(manifest), lives, approved.salt());
        assertThat(Approval.differences(approved, without))
                .containsExactly("the cluster has changed since the plan: Deployment.apps api in shop was deleted");
        assertThat(Approval.differences(without, approved))
                .containsExactly("the cluster has changed since the plan: Deployment.apps api in shop was created");
    }

    @Test
    public void replicas_an_autoscaler_sets_do_not_count() {
        ObjectNode autoscaler = Samples.json(
                "{'apiVersion':'autoscaling/v2','kind':'HorizontalPodAutoscaler','metadata':{'name':'h','namespace':'shop'},"
                        + "'spec':{'scaleTargetRef':{'kind':'Deployment','name':'api'}}}");
        List<Manifest> desired = List.of(manifest, Manifest.of(autoscaler, manifest.source()));
        Map<ObjectRef.Key, ObjectNode> lives = Map.of(manifest.ref().key(), live);
        Approval before = Approval.of(desired, lives, approved.salt());
        live.withObject("/spec").put("replicas", 9);
        assertThat(Approval.differences(before, Approval.of(desired, lives, approved.salt())))
                .isEmpty();
    }

    @Test
    public void another_salt_gives_other_fingerprints() {
        Approval other = Approval.of(List.of(manifest), lives(), Approval.newSalt());
        assertThat(other.desired()).isNotEqualTo(approved.desired());
        assertThat(other.live().values())
                .doesNotContainAnyElementsOf(approved.live().values());
    }

    @Test
    public void reads_back_what_it_wrote() {
        assertThat(ApprovalJson.read(ApprovalJson.write(approved))).isEqualTo(approved);
    }

    @Test
    public void a_damaged_plan_file_is_one_clear_error() {
        for (String[] damage : new String[][] {{"salt", "00"}, {"salt", "zz"}, {"desired", ""}, {"live", "x"}}) {
            ObjectNode json = ApprovalJson.write(approved).put(damage[0], damage[1]);
            assertThatThrownBy(() -> ApprovalJson.read(json))
                    .isInstanceOf(InputException.class)
                    .hasMessage("The plan file is damaged at approval." + damage[0]
                            + ": make it again with `plan -o json`.");
        }
        ObjectNode twice = ApprovalJson.write(approved);
        twice.withArray("live").add(twice.at("/live/0"));
        assertThatThrownBy(() -> ApprovalJson.read(twice)).isInstanceOf(InputException.class);
    }

    private List<String> differences() {
        return Approval.differences(approved, now(approved.salt()));
    }

    private Approval now(String salt) {
        return Approval.of(List.of(manifest), lives(), salt);
    }

    private Map<ObjectRef.Key, ObjectNode> lives() {
        return Map.of(manifest.ref().key(), live, ObjectRef.of(secret).key(), secret);
    }
}
