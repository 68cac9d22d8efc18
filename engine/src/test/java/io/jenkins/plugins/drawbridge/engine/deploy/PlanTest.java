package io.jenkins.plugins.drawbridge.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import io.jenkins.plugins.drawbridge.engine.plan.Approval;
import io.jenkins.plugins.drawbridge.engine.plan.Change;
import io.jenkins.plugins.drawbridge.engine.plan.FieldChange;
import io.jenkins.plugins.drawbridge.engine.plan.Outcome;
import io.jenkins.plugins.drawbridge.engine.plan.ServicePlan;
import io.jenkins.plugins.drawbridge.engine.report.Colours;
import io.jenkins.plugins.drawbridge.engine.report.OutcomeReport;
import io.jenkins.plugins.drawbridge.engine.report.Report;
import io.jenkins.plugins.drawbridge.engine.report.ReportHtml;
import io.jenkins.plugins.drawbridge.engine.report.ReportJson;
import io.jenkins.plugins.drawbridge.engine.report.ReportMarkdown;
import io.jenkins.plugins.drawbridge.engine.report.ReportText;
import io.jenkins.plugins.drawbridge.testkit.ClusterUnderTest;
import io.jenkins.plugins.drawbridge.testkit.ClustersUnderTest;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** What a plan says, and that it is what a deploy then does. */
@RunWith(Parameterized.class)
public class PlanTest {

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

    public PlanTest(ClusterUnderTest cluster, String name) {
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

    private static final String CANARY = "c4n4ry-v4lue-of-a-secret";
    private static final String ENCODED_CANARY = "n1ght1ngale-that-was-written-in-base64";
    private static final String OTHER_CANARY = "r0b1n-that-took-its-place";

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    public void creates_updates_deletes_and_unchanged_are_told_apart_field_by_field() {
        scene.deploy(
                Text.configMap("same", "a", "1") + Text.configMap("other", "a", "1") + Text.configMap("old", "a", "1"));
        DeployOutcome plan = scene.plan(
                Text.configMap("same", "a", "1") + Text.configMap("other", "a", "2") + Text.configMap("new", "b", "3"));

        assertThat(plan.result()).isEqualTo(Result.PLANNED);
        assertThat(plan.plan().changesNothing()).isFalse();
        assertThat(Scene.actions(plan))
                .containsOnly(
                        entry("ConfigMap same", "unchanged"),
                        entry("ConfigMap other", "update"),
                        entry("ConfigMap old", "delete"),
                        entry("ConfigMap new", "create"));
        assertThat(Scene.change(plan, "ConfigMap other").fields())
                .containsExactly(new FieldChange("data.a", TextNode.valueOf("1"), TextNode.valueOf("2")));
        assertThat(plan.verdicts()).isEmpty();
    }

    @Test
    public void every_kind_of_object_is_unchanged_after_its_deploy() {
        String everything = Text.configMap("settings", "a", "1")
                + Text.secret("login", "password", CANARY)
                + Text.service("api")
                + Text.deployment(
                        "api", "api:1.0.0", 2, "        resources: {requests: {cpu: '0.10', memory: 1024Mi}}\n")
                + Text.statefulSet("db", "db:1.0.0", "RollingUpdate")
                + Text.daemonSet("agent", "agent:1.0.0")
                + Text.job("migrate", "migrate:1.0.0", "")
                + Text.head("v1", "ServiceAccount", "robot")
                + Text.head("networking.k8s.io/v1", "NetworkPolicy", "closed") + "spec: {podSelector: {}}\n"
                + Text.head("rbac.authorization.k8s.io/v1", "Role", "reader")
                + "rules: [{apiGroups: [''], resources: [pods], verbs: [get]}]\n"
                + autoscaler("api");
        assertThat(scene.deploy(everything, Wish.usual().notAwaiting()).result())
                .isEqualTo(Result.SUCCESS);
        DeployOutcome again = scene.plan(everything);
        assertThat(again.plan().changes()).allMatch(change -> change instanceof Change.Unchanged);
    }

    private static String autoscaler(String name) {
        return Text.head("autoscaling/v1", "HorizontalPodAutoscaler", name)
                + "spec:\n  minReplicas: 1\n  maxReplicas: 9\n  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: "
                + name + "}\n";
    }

    @Test
    public void replicas_are_left_to_the_autoscaler() {
        String yaml = Text.deployment("api", "api:1.0.0", 2, "") + autoscaler("api");
        scene.deploy(yaml);
        scale("api", 5);

        assertThat(scene.plan(yaml).plan().changesNothing()).isTrue();
        DeployOutcome changed = scene.deploy(yaml.replace("1.0.0", "1.0.1"));
        assertThat(changed.result()).isEqualTo(Result.SUCCESS);
        assertThat(scene.get(Scene.DEPLOYMENTS, "api").at("/spec/replicas").asInt())
                .isEqualTo(5);
    }

    private void scale(String deployment, int replicas) {
        ObjectNode live = scene.get(Scene.DEPLOYMENTS, deployment);
        live.withObject("/spec").put("replicas", replicas);
        Scene.eventually(
                () -> {
                    try {
                        live.withObject("/metadata")
                                .set(
                                        "resourceVersion",
                                        scene.get(Scene.DEPLOYMENTS, deployment).at("/metadata/resourceVersion"));
                        scene.admin.kube().replace(Scene.DEPLOYMENTS, live);
                        return true;
                    } catch (ApiException changedInBetween) {
                        return false;
                    }
                },
                "it is scaled");
    }

    @Test
    public void objects_made_by_kubectl_are_adopted_without_a_visible_change() {
        String yaml = Text.configMap("shared", "a", "1");
        scene.meddle("kubectl", yaml);
        DeployOutcome outcome = scene.deploy(yaml);

        assertThat(outcome.plan().changesNothing()).isTrue();
        assertThat(scene.get(Scene.CONFIG_MAPS, "shared")
                        .at("/metadata/managedFields")
                        .toString())
                .contains("\"manager\":\"drawbridge\"");
        DeployOutcome again = scene.deploy(yaml);
        assertThat(again.requests()).containsEntry("apply", 0).containsEntry("dryRun", 0);
    }

    @Test
    public void a_conflict_names_the_manager_and_its_fields_and_can_be_forced() {
        scene.deploy(Text.configMap("shared", "a", "1", "b", "1"));
        scene.meddle("terraform", Text.configMap("shared", "a", "theirs"));
        String mine = Text.configMap("shared", "a", "2", "b", "2");

        Throwable refused = catchThrowable(() -> scene.deploy(mine));
        assertThat(refused)
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContaining("ConfigMap shared (<stdin>:")
                .hasMessageContaining("\"terraform\" owns .data.a and wants another value; leave the field out of the"
                        + " manifest, or take it over with --force-conflicts-with terraform");
        assertThat(scene.get(Scene.CONFIG_MAPS, "shared").at("/data/b").asText())
                .isEqualTo("1");

        assertThatThrownBy(() -> scene.plan(mine, Wish.usual().forcing("somebody-else")))
                .isInstanceOf(PlanRefusedException.class);
        assertThat(Scene.actions(scene.deploy(mine, Wish.usual().forcing("terraform"))))
                .containsEntry("ConfigMap shared", "update");
        assertThat(scene.get(Scene.CONFIG_MAPS, "shared").at("/data/a").asText())
                .isEqualTo("2");
    }

    @Test
    public void fields_of_mlp_are_taken_over_without_asking() {
        scene.meddle("mlp", Text.configMap("shared", "a", "1"));
        assertThat(scene.deploy(Text.configMap("shared", "a", "2")).result()).isEqualTo(Result.SUCCESS);
        assertThat(scene.get(Scene.CONFIG_MAPS, "shared").at("/data/a").asText())
                .isEqualTo("2");
    }

    @Test
    public void what_kubectl_lets_pass_older_servers_get_in_a_spelling_they_take() {
        String yaml = Text.head("v1", "Service", "web") + "spec: {selector: {app: web}, ports: [{port: 80}]}\n"
                + Text.deployment(
                        "web",
                        "web:1.0.0",
                        1,
                        """
                                ports: [{containerPort: 80}]
                                resources: {limits: {cpu: 1.5, memory: 1073741824}, requests: {cpu: 1}}
                        """)
                + Text.head("v1", "ResourceQuota", "quota") + "spec: {hard: {cpu: 10, pods: 50}}\n";

        assertThat(scene.deploy(yaml).result()).isEqualTo(Result.SUCCESS);
        assertThat(Scene.actions(scene.plan(yaml)).values()).containsOnly("unchanged");
        String same = yaml.replace("cpu: 1.5", "cpu: 1500m")
                .replace("1073741824", "1Gi")
                .replace("cpu: 10,", "cpu: 10000m,")
                .replace("port: 80}", "port: 80, protocol: TCP}");
        assertThat(Scene.actions(scene.plan(same)).values()).containsOnly("unchanged");
    }

    @Test
    public void a_version_the_cluster_no_longer_serves_is_told_with_the_one_it_does() {
        String old = Text.deployment("web", "web:1.0.0").replace("apps/v1", "apps/v1beta1");
        assertThatThrownBy(() -> scene.plan(old))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Kind=Deployment\"; the cluster serves Deployment in apps/v1");
    }

    @Test
    public void a_field_that_does_not_fit_is_told_in_plain_words() {
        assertThatThrownBy(() -> scene.plan(Text.head("v1", "Service", "web")
                        + "spec: {selectr: {app: web}, ports: [{port: 80, protocol: TCP}]}\n"))
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContaining("Service web (<stdin>:2): unknown field .spec.selectr");
    }

    @Test
    public void an_unknown_kind_is_an_error_with_its_place() {
        assertThatThrownBy(() ->
                        scene.plan(Text.configMap("fine") + Text.head("nowhere.example.com/v1", "Unicorn", "uni")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Unicorn")
                .hasMessageContaining("<stdin>:");
    }

    @Test
    public void a_secret_shows_nowhere_in_plan_events_outcome_or_errors() {
        String encoded = base64(CANARY);
        String secret = Text.secret("login", "password", CANARY) + Text.head("v1", "Secret", "encoded")
                + "data:\n  token: " + base64(ENCODED_CANARY) + "\n";
        String leaks = Text.annotated(
                        Text.deployment("api", "api:1.0.0", 1, "        env: [{name: P, value: '" + CANARY + "'}]\n"),
                        "note",
                        "password is " + CANARY)
                + Text.configMap("copy", "url", "https://user:" + CANARY + "@db")
                + Text.configMap("copies", "plain", "token " + ENCODED_CANARY, "base64", base64(ENCODED_CANARY));
        List<DeployOutcome> outcomes = List.of(
                scene.plan(secret + leaks, Wish.usual().approvable()),
                scene.deploy(secret + leaks),
                scene.deploy((secret + leaks)
                        .replace(CANARY, CANARY + "-new")
                        .replace(base64(ENCODED_CANARY), base64(OTHER_CANARY))
                        .replace(ENCODED_CANARY, OTHER_CANARY)),
                scene.deploy(Text.configMap("left")));
        Throwable refused = catchThrowable(() -> scene.deploy(secret
                + Text.deployment("wrong", "api:1")
                        .replace("labels: {app: wrong}", "labels: {app: '" + CANARY + "'}")));

        assertThat(outcomes).extracting(DeployOutcome::result).doesNotContain(Result.FAILED);
        assertThat(refused).isInstanceOf(PlanRefusedException.class);
        StringWriter trace = new StringWriter();
        refused.printStackTrace(new PrintWriter(trace));
        StringBuilder reports = new StringBuilder();
        for (DeployOutcome outcome : outcomes) {
            Report report = OutcomeReport.of(outcome);
            reports.append(ReportText.render(report, Colours.OFF, 100))
                    .append(ReportJson.write(report))
                    .append(ReportMarkdown.render(report))
                    .append(ReportHtml.page(report));
        }
        String everything = outcomes + "\n" + scene.events + "\n" + reports + "\n" + trace;
        assertThat(everything).doesNotContain(CANARY).doesNotContain(encoded).contains("****a");
        for (String canary : List.of(ENCODED_CANARY, OTHER_CANARY)) {
            assertThat(everything).doesNotContain(canary).doesNotContain(base64(canary));
        }
        assertThat(Scene.actions(outcomes.get(2))).containsEntry("Secret encoded", "update");
        assertThat(Scene.actions(outcomes.get(2))).containsEntry("Secret login", "update");
    }

    @Test
    public void an_approved_plan_runs_only_while_nothing_has_changed() {
        String yaml = Text.configMap("one", "a", "1") + Text.secret("login", "password", "first");
        scene.deploy(yaml);
        String next = yaml.replace("\"1\"", "\"2\"");
        Approval approval =
                scene.plan(next, Wish.usual().approvable()).approval().orElseThrow();

        assertThatThrownBy(() -> scene.deploy(
                        next.replace("first", "other"), Wish.usual().approved(approval)))
                .isInstanceOf(ApprovalException.class)
                .hasMessageContaining("the manifests are not those of the plan");
        assertThatThrownBy(
                        () -> scene.deploy(next, Wish.usual().approved(approval).pruning("PersistentVolumeClaim")))
                .isInstanceOf(ApprovalException.class)
                .hasMessageContaining("or the flags are not");
        scene.meddle("kubectl", Text.configMap("one", "c", "new"));
        assertThatThrownBy(() -> scene.deploy(next, Wish.usual().approved(approval)))
                .isInstanceOf(ApprovalException.class)
                .hasMessageContaining("the cluster has changed since the plan: ConfigMap one");
        assertThat(scene.get(Scene.CONFIG_MAPS, "one").at("/data/a").asText()).isEqualTo("1");
        assertThat(scene.isLocked()).isFalse();

        Approval renewed =
                scene.plan(next, Wish.usual().approvable()).approval().orElseThrow();
        assertThat(scene.deploy(next, Wish.usual().approved(renewed)).result()).isEqualTo(Result.SUCCESS);
        assertThat(scene.get(Scene.CONFIG_MAPS, "one").at("/data/a").asText()).isEqualTo("2");
    }

    @Test
    public void services_are_grouped_with_versions_and_outcomes() {
        String yaml = Text.deployment("api", "api:1.0.0") + Text.service("api") + Text.deployment("web", "web:1.0.0");
        scene.deploy(yaml);
        DeployOutcome plan = scene.plan(yaml.replace("api:1.0.0", "api:1.1.0").replace("web", "site"));

        assertThat(plan.plan().services())
                .extracting(
                        ServicePlan::name, ServicePlan::outcome, ServicePlan::runningVersion, ServicePlan::newVersion)
                .contains(
                        tuple("api", Outcome.DEPLOY, "1.0.0", "1.1.0"),
                        tuple("site", Outcome.DEPLOY, "", "1.0.0"),
                        tuple("web", Outcome.DELETE, "1.0.0", ""));
    }
}
