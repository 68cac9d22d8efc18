package io.jenkins.plugins.drawbridge.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

public class ApprovalTest {

    /** Of the samples as they are; made once, since it is slow on purpose. */
    private static final Approval APPROVED = new ApprovalTest().now(Approval.newSalt());

    private static final HorizontalScaling NOBODY_SCALES = HorizontalScaling.of(List.of());

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
        Approval forced = Approval.of(List.of(manifest), found(lives()), approved.salt(), "conflicts: [kubectl]");
        assertThat(Approval.differences(approved, forced)).hasSize(1);
    }

    @Test
    public void an_object_that_came_or_went_is_noticed() {
        Map<ObjectRef.Key, ObjectNode> lives =
                new HashMap<>(Map.of(ObjectRef.of(secret).key(), secret));
        Approval without = approval(List.of(manifest), lives, approved.salt());
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
        Approval before = approval(desired, lives, approved.salt());
        live.withObject("/spec").put("replicas", 9);
        assertThat(Approval.differences(before, approval(desired, lives, approved.salt())))
                .isEmpty();
    }

    @Test
    public void what_left_the_input_counts_by_whether_it_stays() {
        ObjectRef.Key key = ObjectRef.of(secret).key();
        Approval kept = Approval.of(
                List.of(manifest),
                new Approval.Found(Map.of(manifest.ref().key(), live), Set.of(key), NOBODY_SCALES, Masker.none()),
                approved.salt(),
                "");
        assertThat(Approval.differences(kept, approved))
                .containsExactly("the cluster has changed since the plan: Secret s in shop would now be deleted");
        assertThat(Approval.differences(approved, kept))
                .containsExactly("the cluster has changed since the plan: Secret s in shop would now be kept");
        Approval without = approval(List.of(manifest), Map.of(manifest.ref().key(), live), approved.salt());
        assertThat(Approval.differences(kept, without)).isEmpty();
        assertThat(Approval.differences(without, kept)).isEmpty();
    }

    @Test
    public void no_secret_goes_into_a_fingerprint() {
        withPassword("first");
        Approval before = now(approved.salt());
        withPassword("other");
        assertThat(now(approved.salt()).live()).isEqualTo(before.live());
        live.withObject("/metadata").put("generation", 77);
        assertThat(Approval.differences(before, now(approved.salt()))).hasSize(1);
    }

    private void withPassword(String password) {
        live.withObject("/spec/template/spec")
                .set(
                        "containers",
                        Samples.json("{'of':[{'name':'api','env':[{'name':'DB_PASSWORD','value':'" + password
                                        + "'},{'name':'URL','value':'db://u:" + password + "@h'}]}]}")
                                .path("of"));
    }

    @Test
    public void an_approval_of_another_version_matches_nothing_and_is_read_all_the_same() {
        ObjectNode first = ApprovalJson.write(approved);
        first.remove("version");
        assertThat(Approval.differences(ApprovalJson.read(first), approved))
                .containsExactly("another version of Drawbridge made it");
    }

    @Test
    public void a_run_that_goes_on_with_a_newer_version_keeps_its_approval() {
        ObjectNode first = ApprovalJson.write(approved);
        first.remove("version");
        Approval begun = ApprovalJson.read(first).withLiveOf(approved);
        assertThat(Approval.differences(begun, approved)).isEmpty();
    }

    @Test
    public void another_salt_gives_other_fingerprints() {
        Approval other = approval(List.of(manifest), lives(), Approval.newSalt());
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
        return approval(List.of(manifest), lives(), salt);
    }

    private static Approval approval(List<Manifest> desired, Map<ObjectRef.Key, ObjectNode> lives, String salt) {
        List<ObjectNode> everything = new ArrayList<>(lives.values());
        desired.forEach(one -> everything.add(one.body()));
        return Approval.of(desired, found(lives, everything), salt, "");
    }

    private static Approval.Found found(Map<ObjectRef.Key, ObjectNode> lives) {
        return found(lives, lives.values());
    }

    private static Approval.Found found(Map<ObjectRef.Key, ObjectNode> lives, Collection<ObjectNode> everything) {
        return new Approval.Found(lives, Set.of(), HorizontalScaling.of(everything), Masker.of(everything));
    }

    private Map<ObjectRef.Key, ObjectNode> lives() {
        return Map.of(manifest.ref().key(), live, ObjectRef.of(secret).key(), secret);
    }
}
