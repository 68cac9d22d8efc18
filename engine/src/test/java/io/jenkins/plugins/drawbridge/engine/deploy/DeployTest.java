package io.jenkins.plugins.drawbridge.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.drawbridge.engine.Door;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import io.jenkins.plugins.drawbridge.engine.manifest.Yaml;
import io.jenkins.plugins.drawbridge.testkit.ClusterUnderTest;
import io.jenkins.plugins.drawbridge.testkit.ClustersUnderTest;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** What a deploy brings into the cluster, and in which order. */
@RunWith(Parameterized.class)
public class DeployTest {

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

    public DeployTest(ClusterUnderTest cluster, String name) {
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

    private static final String SHOP = Text.configMap("settings", "LOG", "info", "PORT", "80")
            + Text.secret("login", "password", "c4n4ry-s3cret")
            + Text.service("api")
            + Text.deployment("api", "api:1.0.0");

    @Test
    public void a_first_deploy_brings_everything_and_waits_until_it_is_ready() {
        DeployOutcome outcome = scene.deploy(SHOP);

        assertThat(outcome.result()).isEqualTo(Result.SUCCESS);
        assertThat(Scene.actions(outcome))
                .containsOnlyKeys("ConfigMap settings", "Deployment api", "Secret login", "Service api")
                .containsValue("create")
                .doesNotContainValue("update");
        assertThat(Scene.states(outcome).values()).containsOnly("ready").hasSize(4);
        JsonNode api = scene.get(Scene.DEPLOYMENTS, "api");
        assertThat(api.at("/status/readyReplicas").asInt()).isEqualTo(1);
        assertThat(api.at("/metadata/managedFields").toString()).contains("\"manager\":\"drawbridge\"");
        assertThat(scene.get(Scene.SECRETS, "login").at("/data/password").asText())
                .isEqualTo("YzRuNHJ5LXMzY3JldA==");
        assertThat(scene.inventory())
                .containsExactlyInAnyOrder("ConfigMap settings", "Deployment api", "Secret login", "Service api");
        assertThat(scene.isLocked()).isFalse();
    }

    @Test
    public void an_unchanged_redeploy_applies_nothing_and_asks_little() {
        scene.deploy(SHOP);
        DeployOutcome again = scene.deploy(SHOP);

        assertThat(again.result()).isEqualTo(Result.SUCCESS);
        assertThat(again.plan().changesNothing())
                .as("%s", again.plan().changes())
                .isTrue();
        assertThat(again.requests())
                .containsEntry("apply", 0)
                .containsEntry("dryRun", 0)
                .containsEntry("watch", 0);
        assertThat(again.requests().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isLessThanOrEqualTo(4 + 6);
        assertThat(Scene.states(again).values()).containsOnly("ready");
    }

    @Test
    public void smart_deploy_leaves_pods_alone_that_deploy_all_restarts() {
        scene.deploy(SHOP, Wish.usual().all());
        JsonNode first = Scene.template(scene.get(Scene.DEPLOYMENTS, "api"));
        assertThat(first.path("mia-platform.eu/deploy-checksum").asText()).matches("[0-9a-f]{64}");

        DeployOutcome smart = scene.deploy(SHOP);
        assertThat(Scene.template(scene.get(Scene.DEPLOYMENTS, "api"))).isEqualTo(first);
        assertThat(smart.plan().changesNothing()).isTrue();

        Scene.eventually(
                () -> {
                    scene.deploy(SHOP, Wish.usual().all());
                    return !Scene.template(scene.get(Scene.DEPLOYMENTS, "api")).equals(first);
                },
                "another second gives another id");
    }

    @Test
    public void a_forced_smart_deploy_restarts_only_images_without_a_version() {
        String both = Text.deployment("versioned", "api:1.0.0") + Text.deployment("moving", "api:main");
        scene.deploy(both);
        assertThat(Scene.template(scene.get(Scene.DEPLOYMENTS, "moving"))
                        .path("mia-platform.eu/deploy-checksum")
                        .isMissingNode())
                .isTrue();

        DeployOutcome forced = scene.deploy(both, Wish.usual().forceNoSemver());
        assertThat(Scene.actions(forced))
                .containsEntry("Deployment moving", "update")
                .containsEntry("Deployment versioned", "unchanged");
        JsonNode moving = Scene.template(scene.get(Scene.DEPLOYMENTS, "moving"));
        assertThat(moving.path("mia-platform.eu/deploy-checksum").asText()).matches("[0-9a-f]{64}");

        scene.deploy(both);
        assertThat(Scene.template(scene.get(Scene.DEPLOYMENTS, "moving"))).isEqualTo(moving);
    }

    @Test
    public void a_changed_key_restarts_only_the_pods_that_read_it() {
        String env = "        env: [{name: X, valueFrom: {configMapKeyRef: {name: settings, key: KEY}}}]\n";
        String readers = Text.deployment("log", "log:1.0.0", 1, env.replace("KEY", "LOG"))
                + Text.deployment("port", "port:1.0.0", 1, env.replace("KEY", "PORT"))
                + Text.deployment("all", "all:1.0.0", 1, "        envFrom: [{configMapRef: {name: settings}}]\n")
                + Text.deployment("none", "none:1.0.0");
        scene.deploy(Text.configMap("settings", "LOG", "info", "PORT", "80") + readers);

        DeployOutcome changed = scene.deploy(Text.configMap("settings", "LOG", "debug", "PORT", "80") + readers);
        assertThat(Scene.actions(changed))
                .containsEntry("ConfigMap settings", "update")
                .containsEntry("Deployment log", "update")
                .containsEntry("Deployment all", "update")
                .containsEntry("Deployment port", "unchanged")
                .containsEntry("Deployment none", "unchanged");
        assertThat(generation("log")).isEqualTo(2);
        assertThat(generation("all")).isEqualTo(2);
        assertThat(generation("port")).isEqualTo(1);
        assertThat(generation("none")).isEqualTo(1);
    }

    private int generation(String deployment) {
        return scene.get(Scene.DEPLOYMENTS, deployment)
                .at("/metadata/generation")
                .asInt();
    }

    @Test
    public void depends_on_is_applied_only_after_what_it_needs_is_ready() {
        String dependent = Text.annotated(
                Text.deployment("web", "web:1.0.0"),
                "config.kubernetes.io/depends-on",
                "apps/namespaces/" + scene.namespace + "/Deployment/api");
        scene.deploy(dependent + Text.deployment("api", "api:1.0.0"));

        List<String> story = story();
        assertThat(story.indexOf("concluded api")).isNotNegative().isLessThan(story.indexOf("apply web"));
    }

    @Test
    public void nothing_after_a_failed_wave_is_attempted_and_it_says_so() {
        String dependent = Text.annotated(
                Text.deployment("web", "web:1.0.0"),
                "config.kubernetes.io/depends-on",
                "apps/namespaces/" + scene.namespace + "/Deployment/api");
        DeployOutcome outcome = scene.deploy(dependent + Text.deployment("api", "does-not-exist:1.0.0"));

        assertThat(outcome.result()).isEqualTo(Result.FAILED);
        assertThat(Scene.verdict(outcome, "Deployment api").state()).isEqualTo(Verdict.State.FAILED);
        assertThat(Scene.verdict(outcome, "Deployment web"))
                .isEqualTo(Verdict.skipped("not attempted: Deployment.apps api failed"));
        assertThat(scene.find(Scene.DEPLOYMENTS, "web")).isEmpty();
    }

    private List<String> story() {
        List<String> story = new ArrayList<>();
        for (DeployEvent event : List.copyOf(scene.events)) {
            if (event instanceof DeployEvent.ApplyStarted started) {
                story.add("apply " + started.ref().name());
            } else if (event instanceof DeployEvent.Concluded concluded) {
                story.add("concluded " + concluded.ref().name());
            }
        }
        return story;
    }

    @Test
    public void a_definition_and_its_objects_come_in_one_input() {
        String group = scene.namespace + ".example.com";
        String definition = Text.head("apiextensions.k8s.io/v1", "CustomResourceDefinition", "lamps." + group)
                + "spec:\n  group: " + group + "\n  scope: Namespaced\n"
                + "  names: {plural: lamps, singular: lamp, kind: Lamp}\n"
                + "  versions:\n  - name: v1\n    served: true\n    storage: true\n    schema:\n      openAPIV3Schema:\n"
                + "        type: object\n        x-kubernetes-preserve-unknown-fields: true\n";
        String lamp = Text.head(group + "/v1", "Lamp", "desk") + "spec: {bright: true}\n";
        for (Wish wish : List.of(Wish.usual(), Wish.usual().notAwaiting())) {
            DeployOutcome outcome = scene.deploy(lamp + definition, wish);
            assertThat(outcome.result()).as("%s", outcome).isEqualTo(Result.SUCCESS);
        }
        assertThat(scene.deploy(lamp + definition).plan().changesNothing()).isTrue();
        scene.deploy(Text.configMap("left"), Wish.usual().pruning("CustomResourceDefinition"));
        assertThat(scene.inventory()).containsExactly("ConfigMap left");
    }

    @Test
    public void a_definition_is_awaited_even_where_nothing_else_is() {
        String group = scene.namespace + ".example.org";
        String definition = Text.head("apiextensions.k8s.io/v1", "CustomResourceDefinition", "lamps." + group)
                + "spec:\n  group: " + group + "\n  scope: Namespaced\n"
                + "  names: {plural: lamps, singular: lamp, kind: Lamp}\n"
                + "  versions:\n  - name: v1\n    served: true\n    storage: true\n    schema:\n      openAPIV3Schema:\n"
                + "        type: object\n        x-kubernetes-preserve-unknown-fields: true\n";
        DeployOutcome outcome = scene.deploy(
                Text.head(group + "/v1", "Lamp", "desk") + definition,
                Wish.usual().notAwaiting());
        assertThat(outcome.result()).as("%s", outcome).isEqualTo(Result.SUCCESS);
        scene.delete(Scene.DEFINITIONS, "lamps." + group, false);
    }

    @Test
    public void a_tracked_kind_whose_definition_vanished_is_dropped_from_the_inventory() {
        scene.deploy(Text.configMap("stays"));
        String lost =
                "gone.example.com/v1 Ghost " + scene.namespace + " casper\nv1 ConfigMap " + scene.namespace + " stays";
        scene.meddle(
                "drawbridge",
                Text.head("v1", "ConfigMap", "drawbridge-inventory-" + scene.namespace) + "data:\n  objects: |\n    "
                        + lost.replace("\n", "\n    ") + "\n");
        assertThat(scene.inventory()).contains("Ghost casper");

        assertThat(scene.deploy(Text.configMap("stays")).result()).isEqualTo(Result.SUCCESS);
        assertThat(scene.inventory()).containsExactly("ConfigMap stays");
    }

    @Test
    public void jobs_are_made_from_marked_cron_jobs_and_replaced_by_the_next_deploy() {
        String cronJob =
                Text.annotated(Text.head("batch/v1beta1", "CronJob", "cleanup"), "mia-platform.eu/autocreate", "true")
                        + "spec:\n  schedule: '0 3 * * *'\n  jobTemplate:\n    spec:\n      template:\n        spec:\n"
                        + "          restartPolicy: Never\n          containers:\n          - {name: main, image: 'cleanup:1.0.0'}\n";
        boolean old = scene.admin.kube().servedVersions("batch").contains("v1beta1")
                && cluster.name().equals("real cluster");
        String served = old ? cronJob : cronJob.replace("batch/v1beta1", "batch/v1");
        DeployOutcome first = scene.deploy(served);
        assertThat(first.result()).as("%s", first).isEqualTo(Result.SUCCESS);
        List<String> jobs = scene.inventory().stream()
                .filter(line -> line.startsWith("Job "))
                .toList();
        assertThat(jobs).singleElement().asString().matches("Job cleanup-[0-9a-f]{5}");

        assertThat(scene.deploy(served).result()).isEqualTo(Result.SUCCESS);
        assertThat(scene.inventory()).doesNotContainAnyElementsOf(jobs).hasSize(2);
        Scene.eventually(() -> scene.find(Scene.JOBS, jobs.get(0).substring(4)).isEmpty(), "the first job is gone");
    }

    @Test
    public void what_is_marked_once_is_never_overwritten() {
        String once =
                Text.annotated(Text.secret("generated", "password", "first-value"), "mia-platform.eu/deploy", "once");
        scene.deploy(once);
        DeployOutcome again = scene.deploy(once.replace("first-value", "second-value"));

        assertThat(Scene.actions(again)).containsEntry("Secret generated", "unchanged");
        assertThat(Scene.verdict(again, "Secret generated")).isEqualTo(Verdict.READY);
        assertThat(scene.get(Scene.SECRETS, "generated").at("/data/password").asText())
                .isEqualTo("Zmlyc3QtdmFsdWU=");
        assertThat(scene.inventory()).containsExactly("Secret generated");
    }

    @Test
    public void a_missing_namespace_is_made_or_refused_as_wished() {
        Scene elsewhere = new Scene(cluster);
        String missing = elsewhere.namespace + "-new";
        String yaml = Text.configMap("here");
        try (var door = scene.door()) {
            DeployRequest refused = at(missing, scene.request(yaml, Wish.usual().refusingNewNamespaces()));
            Deployer deployer =
                    new Deployer(door.kube(), java.time.Clock.systemUTC(), LockHolder.named("test"), scene.events::add);
            assertThatThrownBy(() -> deployer.deploy(refused, new Cancellation()))
                    .isInstanceOf(DeployException.class)
                    .hasMessage(
                            "namespace \"" + missing + "\" does not exist in cluster \"test\"; create it, or leave out"
                                    + " --ensure-namespace=false");
            assertThat(scene.find(Scene.NAMESPACES, missing)).isEmpty();

            DeployRequest wished = at(missing, scene.request(yaml, Wish.usual()));
            assertThat(deployer.plan(wished).result()).isEqualTo(Result.PLANNED);
            assertThat(scene.find(Scene.NAMESPACES, missing)).isEmpty();
            assertThat(deployer.deploy(wished, new Cancellation()).result()).isEqualTo(Result.SUCCESS);
            assertThat(scene.admin.kube().get(Scene.CONFIG_MAPS, missing, "here"))
                    .isPresent();
            scene.delete(Scene.NAMESPACES, missing, false);
        } finally {
            elsewhere.close();
        }
    }

    private static DeployRequest at(String namespace, DeployRequest request) {
        return new DeployRequest(
                new DeployTarget("test", "", namespace, namespace),
                request.manifests(),
                true,
                request.options(),
                null,
                false);
    }

    @Test
    public void a_manifest_of_another_namespace_changes_nothing() {
        String foreign = Text.configMap("mine")
                + Text.configMap("theirs").replace("  name: theirs", "  name: theirs\n  namespace: default");
        assertThatThrownBy(() -> scene.deploy(foreign))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("theirs")
                .hasMessageContaining("default");
        assertThat(scene.find(Scene.CONFIG_MAPS, "mine")).isEmpty();
        assertThat(scene.isLocked()).isFalse();
    }

    @Test
    public void a_mistake_in_one_object_stops_the_deploy_before_anything_is_written() {
        String wrong = Text.configMap("fine")
                + Text.deployment("strange", "api:1.0.0").replace("labels: {app: strange}", "labels: {app: other}")
                + Text.deployment("unselected", "api:1.0.0")
                        .replace("labels: {app: unselected}", "labels: {app: other}");
        Throwable refused = catchThrowable(() -> scene.deploy(wrong));

        assertThat(refused)
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContaining("Deployment.apps strange (<stdin>:")
                .hasMessageContaining("Deployment.apps unselected (<stdin>:");
        assertThat(refused.getMessage().lines()).hasSize(2);
        assertThat(((PlanRefusedException) refused).isForbidden()).isFalse();
        assertThat(scene.find(Scene.CONFIG_MAPS, "fine")).isEmpty();
        assertThat(scene.inventory()).isEmpty();
        assertThat(scene.isLocked()).isFalse();
    }

    @Test
    public void a_dry_run_writes_nothing_at_all() {
        scene.deploy(Text.configMap("old", "a", "1") + Text.configMap("gone"));
        String before = scene.get(Scene.CONFIG_MAPS, "old")
                .at("/metadata/resourceVersion")
                .asText();

        DeployOutcome dry = scene.deploy(
                Text.configMap("old", "a", "2") + Text.configMap("new"),
                Wish.usual().dryRun());
        assertThat(dry.dryRun()).isTrue();
        assertThat(dry.verdicts()).isEmpty();
        assertThat(Scene.actions(dry))
                .containsEntry("ConfigMap old", "update")
                .containsEntry("ConfigMap new", "create")
                .containsEntry("ConfigMap gone", "delete");
        assertThat(dry.requests())
                .containsEntry("apply", 0)
                .containsEntry("delete", 0)
                .doesNotContainKey("create");
        assertThat(scene.get(Scene.CONFIG_MAPS, "old")
                        .at("/metadata/resourceVersion")
                        .asText())
                .isEqualTo(before);
        assertThat(scene.find(Scene.CONFIG_MAPS, "gone")).isPresent();
        assertThat(scene.isLocked()).isFalse();
    }

    @Test
    public void events_tell_the_story_in_order() {
        scene.deploy(Text.configMap("one"));
        ObjectRef one = new ObjectRef("", "v1", "ConfigMap", scene.namespace, "one");
        assertThat(scene.events).hasSize(6);
        assertThat(scene.events.get(0)).isEqualTo(new DeployEvent.Connected("test", scene.namespace));
        assertThat(scene.events.get(1)).isInstanceOf(DeployEvent.Planned.class);
        assertThat(scene.events.subList(2, 6))
                .containsExactly(
                        new DeployEvent.WaveStarted(1, 1, List.of(one)),
                        new DeployEvent.ApplyStarted(one),
                        new DeployEvent.Applied(one),
                        new DeployEvent.Concluded(one, Verdict.READY, false));
    }

    @Test
    public void every_character_arrives_as_it_was_written() {
        String text = "größe ключ 漢字 😀 👩‍🚀";
        scene.deploy(Text.configMap("words", "text", text, "key", "\\U0001F511"));

        assertThat(scene.get(Scene.CONFIG_MAPS, "words").at("/data/text").asText())
                .isEqualTo(text);
        assertThat(scene.get(Scene.CONFIG_MAPS, "words").at("/data/key").asText())
                .isEqualTo("🔑");
        assertThat(scene.plan(Text.configMap("words", "text", text, "key", "🔑"))
                        .plan()
                        .changesNothing())
                .isTrue();
    }

    @Test
    public void a_job_that_would_change_is_refused_in_words() {
        scene.deploy(Text.job("migrate", "migrate:1.0.0", ""), Wish.usual().notAwaiting());

        assertThat(catchThrowable(() -> scene.plan(Text.job("migrate", "migrate:2.0.0", ""))))
                .hasMessageMatching(
                        "(?s)Job.batch migrate \\(.*\\): spec.template cannot be changed in an object that is"
                                + " there; delete it first, or give the new one another name");
    }

    @Test
    public void what_is_refused_makes_no_namespace() {
        String absent = scene.namespace + "-absent";
        DeployTarget target = new DeployTarget("test", "", absent, absent);
        List<Manifest> wrong = Yaml.manifests(Text.configMap("config").replace("\ndata:", "\ndataa: {}"));
        try (Door door = scene.door()) {
            Deployer deployer = new Deployer(door.kube(), Clock.systemUTC(), LockHolder.named("test"), event -> {});
            DeployRequest request =
                    new DeployRequest(target, wrong, true, Wish.usual().options(), null, false);

            assertThat(catchThrowable(() -> deployer.deploy(request, new Cancellation())))
                    .hasMessageContaining("unknown field .dataa");
        }
        assertThat(scene.admin.kube().get(Scene.NAMESPACES, "", absent)).isEmpty();
    }
}
