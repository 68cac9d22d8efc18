package io.jenkins.plugins.drawbridge.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.Test;

public class DifferenceTest {

    private static final String CHECKSUM = "mia-platform.eu/dependencies-checksum";

    private final ObjectNode live = Samples.resource("deployment-live.json");
    private final ObjectNode other = live.deepCopy();

    @Test
    public void what_only_the_server_writes_is_no_difference() {
        ObjectNode metadata = other.withObject("/metadata");
        metadata.put("resourceVersion", "9")
                .put("generation", 9)
                .put("uid", "u")
                .put("selfLink", "/x");
        metadata.put("creationTimestamp", "2027-01-01T00:00:00Z").remove("managedFields");
        metadata.withObject("annotations")
                .put("deployment.kubernetes.io/revision", "9")
                .put("drawbridge/plan", "x");
        metadata.withObject("annotations").put("kubectl.kubernetes.io/last-applied-configuration", "{}");
        other.putObject("status").put("replicas", 7);
        other.withObject("/spec").putNull("paused").putArray("nothing");
        other.withObject("/spec").putObject("empty");
        assertThat(between()).isEmpty();
    }

    @Test
    public void a_changed_image_is_named_by_its_container() {
        ((ObjectNode) other.at("/spec/template/spec/containers/0")).put("image", "shop/api:1.3.0");
        assertThat(lines())
                .containsExactly(
                        "spec.template.spec.containers[name=api].image \"shop/api:1.2.0\" -> \"shop/api:1.3.0\"");
    }

    @Test
    public void the_same_quantity_in_another_spelling_is_no_difference() {
        ObjectNode container = (ObjectNode) other.at("/spec/template/spec/containers/0");
        ObjectNode before = (ObjectNode) live.at("/spec/template/spec/containers/0");
        before.putObject("resources").putObject("limits").put("cpu", "1").put("memory", "2147483648");
        ObjectNode limits = container.putObject("resources").putObject("limits");
        limits.put("cpu", "1000m").put("memory", "2Gi");
        assertThat(between()).isEmpty();
        limits.put("memory", "3Gi");
        assertThat(lines())
                .containsExactly("spec.template.spec.containers[name=api].resources.limits.memory"
                        + " \"2147483648\" -> \"3Gi\"");
    }

    @Test
    public void the_users_word_to_keep_an_object_shows() {
        other.withObject("/metadata/annotations").put("drawbridge/keep", "true");
        assertThat(lines()).containsExactly("metadata.annotations[\"drawbridge/keep\"] null -> \"true\"");
    }

    @Test
    public void a_changed_checksum_is_a_restart_and_never_hidden() {
        other.withObject("/spec/template/metadata/annotations").put(CHECKSUM, "bb".repeat(32));
        assertThat(lines()).containsExactly("rollout null -> \"restart: configuration changed\"");
    }

    @Test
    public void a_new_deploy_id_is_a_restart() {
        other.withObject("/spec/template/metadata/annotations").put("mia-platform.eu/deploy-checksum", "b");
        assertThat(lines()).containsExactly("rollout null -> \"restart: rolled out anew by this deploy\"");
    }

    @Test
    public void an_added_container_is_listed_leaf_by_leaf() {
        ((ArrayNode) other.at("/spec/template/spec/containers")).add(Samples.json("{'name':'log','image':'l:1'}"));
        assertThat(lines())
                .containsExactly(
                        "spec.template.spec.containers[name=log].image null -> \"l:1\"",
                        "spec.template.spec.containers[name=log].name null -> \"log\"");
    }

    @Test
    public void another_order_of_the_same_variables_shows() {
        ArrayNode env = (ArrayNode) other.at("/spec/template/spec/containers/0/env");
        env.add(env.remove(0));
        assertThat(lines()).hasSize(1).first().asString().contains("env[order]");
    }

    @Test
    public void letting_everybody_in_is_not_the_same_as_nobody() {
        ObjectNode closed = policy("[]");
        assertThat(Difference.between(closed, policy("[{}]"), Masker.none())).hasSize(1);
        assertThat(Difference.between(policy("[{}]"), closed, Masker.none())).hasSize(1);
        assertThat(Difference.between(
                        policy("[{'from':[{'podSelector':{'a':'b'}}]}]"),
                        policy("[{'from':[{'podSelector':{'a':'b'},'namespaceSelector':{}}]}]"),
                        Masker.none()))
                .hasSize(1);
    }

    @Test
    public void an_empty_map_in_a_custom_resource_means_something() {
        ObjectNode none = Samples.json("{'apiVersion':'x.io/v1','kind':'Issuer','metadata':{'name':'i'},'spec':{}}");
        ObjectNode some = none.deepCopy();
        some.withObject("/spec").putObject("selfSigned");
        assertThat(Difference.between(none, some, Masker.none())).hasSize(1);
    }

    @Test
    public void numbers_are_the_same_however_they_are_held_and_differ_from_texts() {
        other.withObject("/spec").put("replicas", 2L);
        assertThat(between()).isEmpty();
        other.withObject("/spec").put("replicas", "2");
        assertThat(between()).hasSize(1);
    }

    @Test
    public void a_new_object_lists_its_fields_and_no_identity() {
        ObjectNode map = configMap("{'app.yaml':'a: 1'}");
        assertThat(Difference.between(null, map, Masker.none()))
                .extracting(FieldChange::path)
                .containsExactly("data[\"app.yaml\"]");
        assertThat(Difference.between(map, null, Masker.none()).get(0).after()).isNull();
    }

    @Test
    public void fields_beyond_the_limit_are_counted() {
        ObjectNode map = configMap("{}");
        for (int number = 0; number < Difference.MAX_FIELDS + 20; number++) {
            map.withObject("/data").put("key" + number, "v");
        }
        List<FieldChange> changes = Difference.between(null, map, Masker.none());
        assertThat(changes).hasSize(Difference.MAX_FIELDS + 1);
        assertThat(changes.get(Difference.MAX_FIELDS).after().asText()).isEqualTo("20 more fields are not listed");
    }

    @Test
    public void a_difference_far_inside_a_huge_text_is_what_shows() {
        String huge = "line of text\n".repeat(50_000);
        ObjectNode before = configMap("{}");
        ObjectNode after = before.deepCopy();
        before.withObject("/data").put("f", huge + "old");
        after.withObject("/data").put("f", huge + "new");
        FieldChange change = Difference.between(before, after, Masker.none()).get(0);
        assertThat(change.before().asText()).endsWith("old").hasSizeLessThan(17_000);
        assertThat(change.after().asText()).endsWith("new").hasSizeLessThan(17_000);
    }

    private List<FieldChange> between() {
        return Difference.between(live, other, Masker.none());
    }

    private List<String> lines() {
        return between().stream()
                .map(change -> change.path() + " " + change.before() + " -> " + change.after())
                .toList();
    }

    private static ObjectNode policy(String ingress) {
        return Samples.json("{'apiVersion':'networking.k8s.io/v1','kind':'NetworkPolicy','metadata':{'name':'p'},"
                + "'spec':{'podSelector':{},'ingress':" + ingress + "}}");
    }

    private static ObjectNode configMap(String data) {
        return Samples.json(
                "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'c','namespace':'n'},'data':" + data + "}");
    }
}
