package io.jenkins.plugins.drawbridge.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.Test;

public class SurelyHoldsTest {

    private final ObjectNode desired = Samples.resource("deployment-desired.json");
    private final ObjectNode live = Samples.resource("deployment-live.json");

    @Test
    public void an_unchanged_deployment_with_defaults_and_rewritten_quantities_holds() {
        assertThat(SurelyHolds.test(desired, live, "drawbridge")).isTrue();
    }

    @Test
    public void another_managers_apply_proves_nothing() {
        assertThat(SurelyHolds.test(desired, live, "kubectl")).isFalse();
    }

    @Test
    public void without_managed_fields_nothing_is_sure() {
        live.withObject("/metadata").remove("managedFields");
        assertThat(SurelyHolds.test(desired, live, "drawbridge")).isFalse();
    }

    @Test
    public void every_changed_removed_or_added_desired_value_is_noticed() {
        List<String> unnoticed = new ArrayList<>();
        mutations(desired, "", unnoticed);
        assertThat(unnoticed)
                .as("mutations that change nothing on the server, and no others")
                .containsExactlyInAnyOrder(
                        "removed .status",
                        "removed .metadata.creationTimestamp",
                        "removed .spec.template.spec.imagePullSecrets");
    }

    @Test
    public void every_changed_or_removed_live_value_that_we_own_is_noticed() {
        List<String> unnoticed = new ArrayList<>();
        liveMutations(desired.get("spec"), live.get("spec"), ".spec", unnoticed);
        liveMutations(
                desired.path("metadata").get("labels"), live.path("metadata").get("labels"), ".l", unnoticed);
        assertThat(unnoticed).isEmpty();
    }

    @Test
    public void a_field_we_own_and_no_longer_want_is_a_removal() {
        ((ObjectNode) live.at("/metadata/managedFields/0/fieldsV1/f:spec")).putObject("f:paused");
        assertThat(SurelyHolds.test(desired, live, "drawbridge")).isFalse();
    }

    @Test
    public void an_explicit_protocol_that_is_taken_back_to_the_default_is_in_doubt() {
        ((ObjectNode) desired.at("/spec/template/spec/containers/0/ports/1")).remove("protocol");
        assertThat(SurelyHolds.test(desired, live, "drawbridge")).isFalse();
    }

    @Test
    public void the_order_of_variables_counts() {
        ArrayNode env = (ArrayNode) desired.at("/spec/template/spec/containers/0/env");
        env.add(env.remove(0));
        assertThat(SurelyHolds.test(desired, live, "drawbridge")).isFalse();
    }

    @Test
    public void a_container_that_somebody_injected_does_not_disturb() {
        ((ArrayNode) live.at("/spec/template/spec/containers")).insertObject(0).put("name", "istio-proxy");
        assertThat(SurelyHolds.test(desired, live, "drawbridge")).isTrue();
    }

    @Test
    public void values_of_the_users_own_keys_count_character_by_character() {
        ObjectNode wanted = Samples.json("{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'c'},"
                + "'data':{'sizeLimit':'1000m','value':''}}");
        ObjectNode lives = Samples.json(
                "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'c','managedFields':[{'manager':'m','operation':'Apply',"
                        + "'apiVersion':'v1','fieldsV1':{'f:data':{'f:sizeLimit':{},'f:value':{}}}}]},'data':{'sizeLimit':'1000m','value':''}}");
        assertThat(SurelyHolds.test(wanted, lives, "m")).isTrue();
        lives.withObject("/data").put("sizeLimit", "1");
        assertThat(SurelyHolds.test(wanted, lives, "m")).isFalse();
        lives.withObject("/data").put("sizeLimit", "1000m").remove("value");
        assertThat(SurelyHolds.test(wanted, lives, "m")).isFalse();
    }

    @Test
    public void a_custom_resource_keeps_what_it_is_given_so_nothing_is_assumed() {
        ObjectNode wanted = custom("{'limits':{'cpu':'1000m'},'on':false}");
        ObjectNode lives = custom("{'limits':{'cpu':'1000m'},'on':false}");
        ObjectNode owned =
                lives.withObject("/metadata").putArray("managedFields").addObject();
        owned.put("manager", "m").put("operation", "Apply").put("apiVersion", "x.io/v1");
        owned.set("fieldsV1", Samples.json("{'f:spec':{'f:limits':{'f:cpu':{}},'f:on':{}}}"));
        assertThat(SurelyHolds.test(wanted, lives, "m")).isTrue();
        lives.withObject("/spec/limits").put("cpu", "1");
        assertThat(SurelyHolds.test(wanted, lives, "m")).isFalse();
        lives.withObject("/spec/limits").put("cpu", "1000m");
        lives.withObject("/spec").remove("on");
        assertThat(SurelyHolds.test(wanted, lives, "m")).isFalse();
    }

    @Test
    public void an_object_on_its_way_out_is_in_doubt() {
        live.withObject("/metadata").put("deletionTimestamp", "2026-01-05T10:00:00Z");
        assertThat(SurelyHolds.test(desired, live, "drawbridge")).isFalse();
    }

    @Test
    public void defaults_inside_values_replaced_in_one_piece_are_known() {
        holds(
                "{'apiVersion':'networking.k8s.io/v1','kind':'NetworkPolicy','metadata':{'name':'p'},'spec':{'podSelector':{},'ingress':[{'ports':[{'port':80}]}]}}",
                "{'f:spec':{'f:ingress':{},'f:podSelector':{}}}",
                "{'podSelector':{},'policyTypes':['Ingress'],'ingress':[{'ports':[{'port':80,'protocol':'TCP'}]}]}",
                "{'podSelector':{},'policyTypes':['Ingress'],'ingress':[{'ports':[{'port':80,'protocol':'UDP'}]}]}");
        holds(
                "{'apiVersion':'apps/v1','kind':'StatefulSet','metadata':{'name':'s'},'spec':{'volumeClaimTemplates':[{'metadata':{'name':'d'},'spec':{'accessModes':['ReadWriteOnce'],'resources':{'requests':{'storage':'1024Mi'}}}}]}}",
                "{'f:spec':{'f:volumeClaimTemplates':{}}}",
                "{'volumeClaimTemplates':[{'apiVersion':'v1','kind':'PersistentVolumeClaim','metadata':{'creationTimestamp':null,'name':'d'},'spec':{'accessModes':['ReadWriteOnce'],'resources':{'requests':{'storage':'1Gi'}},'volumeMode':'Filesystem'},'status':{'phase':'Pending'}}]}",
                "{'volumeClaimTemplates':[{'metadata':{'name':'d'},'spec':{'accessModes':['ReadWriteOnce'],'storageClassName':'fast','resources':{'requests':{'storage':'1Gi'}}}}]}");
    }

    @Test
    public void a_set_of_values_is_compared_value_by_value() {
        String wanted =
                "{'apiVersion':'v1','kind':'Namespace','metadata':{'name':'n'},'spec':{'finalizers':['a','b']}}";
        String owned = "{'f:spec':{'f:finalizers':{'v:\\'a\\'':{},'v:\\'b\\'':{}}}}";
        holds(wanted, owned, "{'finalizers':['a','x','b']}", "{'finalizers':['a','x']}");
        holds(wanted, owned, "{'finalizers':['a','b']}", "{'finalizers':['b','a']}");
    }

    @Test
    public void a_pointer_that_was_null_and_becomes_false_is_a_change() {
        ObjectNode wanted = Samples.json(
                "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'p'},'spec':{'automountServiceAccountToken':false}}");
        assertThat(SurelyHolds.test(
                        wanted, lives(wanted, "{'f:spec':{'f:automountServiceAccountToken':{}}}", "{}"), "m"))
                .isFalse();
    }

    @Test
    public void two_entries_of_one_manager_or_another_version_are_in_doubt() {
        ArrayNode fields = (ArrayNode) live.at("/metadata/managedFields");
        fields.add(fields.get(0).deepCopy());
        assertThat(SurelyHolds.test(desired, live, "drawbridge")).isFalse();
        fields.remove(2);
        ((ObjectNode) fields.get(0)).put("apiVersion", "apps/v1beta2");
        assertThat(SurelyHolds.test(desired, live, "drawbridge")).isFalse();
    }

    @Test
    public void damaged_managed_fields_are_in_doubt_and_no_error() {
        ObjectNode ports = (ObjectNode)
                live.at(
                        "/metadata/managedFields/0/fieldsV1/f:spec/f:template/f:spec/f:containers/k:{\"name\":\"api\"}/f:ports");
        for (String key : List.of("k:{", "k:[]", "k:{}", "k:1", "v:", "i:0", "x")) {
            ports.removeAll();
            ports.putObject(key).putObject(".");
            assertThat(SurelyHolds.test(desired, live, "drawbridge")).as(key).isFalse();
        }
    }

    private static void holds(String desired, String owned, String same, String other) {
        ObjectNode wanted = Samples.json(desired);
        assertThat(SurelyHolds.test(wanted, lives(wanted, owned, same), "m"))
                .as(same)
                .isTrue();
        assertThat(SurelyHolds.test(wanted, lives(wanted, owned, other), "m"))
                .as(other)
                .isFalse();
    }

    private static ObjectNode lives(ObjectNode desired, String owned, String spec) {
        ObjectNode lives = desired.deepCopy();
        lives.set("spec", Samples.json(spec));
        ObjectNode entry =
                lives.withObject("/metadata").putArray("managedFields").addObject();
        entry.put("manager", "m").put("operation", "Apply");
        entry.set("apiVersion", desired.get("apiVersion"));
        entry.set("fieldsV1", Samples.json(owned));
        return lives;
    }

    @Test
    public void a_thousand_objects_take_a_fraction_of_a_second() {
        for (int warm = 0; warm < 1000; warm++) {
            assertThat(SurelyHolds.test(desired, live, "drawbridge")).isTrue();
        }
        long milliseconds = Samples.cpuMilliseconds(() -> {
            for (int number = 0; number < 1000; number++) {
                SurelyHolds.test(desired, live, "drawbridge");
            }
        });
        assertThat(milliseconds).isLessThan(500);
    }

    private static ObjectNode custom(String spec) {
        ObjectNode object = Samples.json("{'apiVersion':'x.io/v1','kind':'Thing','metadata':{'name':'t'}}");
        object.set("spec", Samples.json(spec));
        return object;
    }

    /** Changes, removes and adds one thing at a time, everywhere below the node. */
    private void mutations(JsonNode node, String path, List<String> unnoticed) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                JsonNode value = object.get(name);
                String at = path + "." + name;
                if (value.isValueNode()) {
                    with(
                            "changed " + at,
                            unnoticed,
                            () -> object.put(name, value.asText() + "x"),
                            () -> object.set(name, value));
                }
                with("removed " + at, unnoticed, () -> object.remove(name), () -> object.set(name, value));
                mutations(value, at, unnoticed);
            }
            if (!path.equals(".status")) {
                with("added to " + path, unnoticed, () -> object.put("added", "1"), () -> object.remove("added"));
            }
        } else if (node instanceof ArrayNode array) {
            for (int index = 0; index < array.size(); index++) {
                int at = index;
                JsonNode value = array.get(at);
                with("removed " + path + at, unnoticed, () -> array.remove(at), () -> array.insert(at, value));
                with("doubled " + path + at, unnoticed, () -> array.insert(at, value), () -> array.remove(at));
                mutations(value, path + "[" + at + "]", unnoticed);
            }
            with("added to " + path, unnoticed, () -> array.add("x"), () -> array.remove(array.size() - 1));
        }
    }

    private void with(String what, List<String> unnoticed, Runnable change, Runnable undo) {
        change.run();
        if (SurelyHolds.test(desired, live, "drawbridge")) {
            unnoticed.add(what);
        }
        undo.run();
        assertThat(desired.size()).isEqualTo(5);
    }

    private void liveMutations(JsonNode wanted, JsonNode lives, String path, List<String> unnoticed) {
        Consumer<String> check = what -> {
            if (SurelyHolds.test(desired, live, "drawbridge")) {
                unnoticed.add(what);
            }
        };
        if (wanted instanceof ObjectNode object && lives instanceof ObjectNode there) {
            for (String name : names(object)) {
                JsonNode value = there.get(name);
                boolean means = !object.get(name).isNull()
                        && !(object.get(name).isContainerNode()
                                && object.get(name).isEmpty());
                if (value == null || !means) {
                    continue;
                }
                there.remove(name);
                check.accept("removed " + path + "." + name);
                there.put(name, value.asText() + "x");
                check.accept("changed " + path + "." + name);
                there.set(name, value);
                liveMutations(object.get(name), value, path + "." + name, unnoticed);
            }
        } else if (wanted instanceof ArrayNode array && lives instanceof ArrayNode there) {
            for (int index = 0; index < array.size(); index++) {
                JsonNode value = there.remove(index);
                check.accept("removed " + path + index);
                there.insert(index, value);
                liveMutations(array.get(index), value, path + "[" + index + "]", unnoticed);
            }
        }
        assertThat(SurelyHolds.test(desired, live, "drawbridge")).isTrue();
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
