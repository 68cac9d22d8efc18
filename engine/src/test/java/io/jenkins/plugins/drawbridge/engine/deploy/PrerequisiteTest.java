package io.jenkins.plugins.drawbridge.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.node.BooleanNode;
import io.jenkins.plugins.drawbridge.engine.Door;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.plan.FieldChange;
import io.jenkins.plugins.drawbridge.testkit.ClusterUnderTest;
import io.jenkins.plugins.drawbridge.testkit.ClustersUnderTest;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** Objects that a server takes only once others of the same input are there. */
@RunWith(Parameterized.class)
public class PrerequisiteTest {

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

    public PrerequisiteTest(ClusterUnderTest cluster, String name) {
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

    private static final ApiResource QUOTAS = new ApiResource("", "v1", "resourcequotas", "ResourceQuota", true);
    private static final String ROLE = Text.head("rbac.authorization.k8s.io/v1", "Role", "api")
            + "rules: [{apiGroups: [''], resources: [pods], verbs: [get]}]\n";
    private static final String BINDING = Text.head("rbac.authorization.k8s.io/v1", "RoleBinding", "api")
            + "roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: api}\n"
            + "subjects: [{kind: ServiceAccount, name: default}]\n";

    @Test
    public void a_field_that_a_changed_definition_brings_is_planned_and_deployed_with_it() {
        scene.deploy(definition("bright") + lamp("desk", "bright"));
        String changed = definition("bright", "dimmed") + lamp("desk", "dimmed") + lamp("new", "dimmed");

        DeployOutcome plan = scene.plan(changed);
        assertThat(Scene.actions(plan))
                .containsOnly(
                        entry("CustomResourceDefinition lamps." + group(), "update"),
                        entry("Lamp desk", "update"),
                        entry("Lamp new", "create"));
        assertThat(Scene.change(plan, "Lamp desk").fields())
                .containsExactly(
                        new FieldChange("spec.bright", BooleanNode.TRUE, null),
                        new FieldChange("spec.dimmed", null, BooleanNode.TRUE));
        DeployOutcome outcome = scene.deploy(changed);
        assertThat(outcome.result()).as("%s", outcome.verdicts()).isEqualTo(Result.SUCCESS);
        assertThat(scene.plan(changed).plan().changesNothing()).isTrue();
        scene.delete(Scene.DEFINITIONS, "lamps." + group(), false);
    }

    @Test
    public void a_field_that_no_definition_knows_is_refused_beforehand() {
        scene.deploy(definition("bright") + lamp("desk", "bright"));

        assertThatThrownBy(() -> scene.deploy(definition("bright") + lamp("desk", "dimmed")))
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContaining("Lamp." + group() + " desk (<stdin>:")
                .hasMessageContaining("unknown field .spec.dimmed");
        scene.delete(Scene.DEFINITIONS, "lamps." + group(), false);
    }

    @Test
    public void a_role_and_its_binding_come_in_one_input_of_an_account_that_may_not_bind() {
        try (Door narrow = scene.narrowDoor()) {
            assertThat(Scene.actions(scene.plan(BINDING + ROLE, Wish.usual(), narrow)))
                    .containsOnly(entry("Role api", "create"), entry("RoleBinding api", "create"));
            DeployOutcome outcome = scene.deploy(BINDING + ROLE, Wish.usual(), narrow);
            assertThat(outcome.result()).as("%s", outcome.verdicts()).isEqualTo(Result.SUCCESS);
        }
    }

    @Test
    public void a_binding_to_a_role_that_nobody_brings_is_refused_beforehand() {
        try (Door narrow = scene.narrowDoor()) {
            String yaml = BINDING + ROLE.replace("name: api", "name: other");
            assertThatThrownBy(() -> scene.deploy(yaml, Wish.usual(), narrow))
                    .isInstanceOf(PlanRefusedException.class)
                    .hasMessageContaining("RoleBinding.rbac.authorization.k8s.io api (<stdin>:")
                    .hasMessageContaining("roles.rbac.authorization.k8s.io \"api\" not found");
        }
    }

    @Test
    public void a_binding_is_applied_after_its_role_however_many_objects_there_are() {
        StringBuilder many = new StringBuilder(BINDING + ROLE);
        for (int number = 0; number < 231; number++) {
            many.append(Text.configMap("c" + number, "a", "1"));
        }
        try (Door narrow = scene.narrowDoor()) {
            DeployOutcome outcome = scene.deploy(many.toString(), Wish.usual(), narrow);

            assertThat(outcome.requests()).containsEntry("dryRun", 0);
            assertThat(Scene.verdict(outcome, "RoleBinding api")).isEqualTo(Verdict.READY);
        }
        List<String> story = story("Role", "RoleBinding");
        assertThat(story).containsExactly("begin Role", "applied Role", "begin RoleBinding", "applied RoleBinding");
    }

    @Test
    public void a_pod_comes_with_its_account_and_its_priority() {
        String priority = scene.namespace;
        String yaml = Text.pod("runner", "api:1.0.0") + "  serviceAccountName: runner\n  priorityClassName: " + priority
                + "\n" + Text.head("v1", "ServiceAccount", "runner")
                + Text.head("scheduling.k8s.io/v1", "PriorityClass", priority) + "value: 7\n";
        assertThat(scene.plan(yaml).plan().changes()).hasSize(3);
        DeployOutcome outcome = scene.deploy(yaml);
        assertThat(outcome.result()).as("%s", outcome.verdicts()).isEqualTo(Result.SUCCESS);
    }

    @Test
    public void what_else_is_wrong_with_such_a_pod_is_refused_beforehand() {
        String account = Text.head("v1", "ServiceAccount", "runner");
        String yaml = Text.pod("runner", "") + "  serviceAccountName: runner\n";
        scene.deploy(account);

        assertThatThrownBy(() -> scene.deploy(account.replace("metadata:\n", "metadata:\n  labels: {a: b}\n") + yaml))
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContaining("image");
        assertThatThrownBy(() -> scene.deploy(
                        account + yaml.replace("image: \"\"", "image: api").replace("Name: runner", "Name: stranger")))
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContaining("serviceaccount \"stranger\" not found");
    }

    @Test
    public void a_quota_is_raised_together_with_what_needs_it() {
        String quota = Text.head("v1", "ResourceQuota", "bound") + "spec: {hard: {services: '0'}}\n";
        scene.deploy(quota);
        boolean counts = cluster.name().equals("real cluster");
        Scene.eventually(
                () -> !counts || scene.get(QUOTAS, "bound").at("/status/hard").has("services"), "the quota is counted");

        if (counts) {
            assertThatThrownBy(() -> scene.deploy(quota + Text.service("api")))
                    .isInstanceOf(PlanRefusedException.class)
                    .hasMessageContaining("exceeded quota: bound");
        }
        DeployOutcome outcome = scene.deploy(quota.replace("'0'", "'1'") + Text.service("api"));
        assertThat(outcome.result()).as("%s", outcome.verdicts()).isEqualTo(Result.SUCCESS);
    }

    private List<String> story(String... kinds) {
        List<String> story = new ArrayList<>();
        for (DeployEvent event : List.copyOf(scene.events)) {
            if (event instanceof DeployEvent.ApplyStarted started
                    && List.of(kinds).contains(started.ref().kind())) {
                story.add("begin " + started.ref().kind());
            } else if (event instanceof DeployEvent.Applied applied
                    && List.of(kinds).contains(applied.ref().kind())) {
                story.add("applied " + applied.ref().kind());
            }
        }
        return story;
    }

    private String group() {
        return scene.namespace + ".example.net";
    }

    private String lamp(String name, String field) {
        return Text.head(group() + "/v1", "Lamp", name) + "spec: {" + field + ": true}\n";
    }

    private String definition(String... fields) {
        StringBuilder yaml =
                new StringBuilder(Text.head("apiextensions.k8s.io/v1", "CustomResourceDefinition", "lamps." + group())
                        + "spec:\n  group: " + group() + "\n  scope: Namespaced\n"
                        + "  names: {plural: lamps, singular: lamp, kind: Lamp}\n"
                        + "  versions:\n  - name: v1\n    served: true\n    storage: true\n    schema:\n"
                        + "      openAPIV3Schema:\n        type: object\n        properties:\n          spec:\n"
                        + "            type: object\n            properties:\n");
        for (String field : fields) {
            yaml.append("              ").append(field).append(": {type: boolean}\n");
        }
        return yaml.toString();
    }
}
