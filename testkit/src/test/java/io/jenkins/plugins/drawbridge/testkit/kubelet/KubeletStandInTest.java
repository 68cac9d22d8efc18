package io.jenkins.plugins.drawbridge.testkit.kubelet;

import static io.jenkins.plugins.drawbridge.testkit.kubelet.ApiClient.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.RealCluster;
import io.jenkins.plugins.drawbridge.testkit.kubelet.PodStory.Chapter;
import io.jenkins.plugins.drawbridge.testkit.kubelet.PodStory.Note;
import io.jenkins.plugins.drawbridge.testkit.rollout.PodPace;
import io.jenkins.plugins.drawbridge.testkit.rollout.PodScript;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.yaml.snakeyaml.Yaml;

/** Against the real API server, whose own controllers judge what the stand-in writes. */
public class KubeletStandInTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String namespace = "kubelet-" + UUID.randomUUID().toString().substring(0, 8);
    private KubeletStandIn.Server server;
    private ApiClient api;

    @Before
    public void make_a_namespace() {
        Optional<RealCluster> cluster = RealCluster.configured();
        assumeTrue("DRAWBRIDGE_KUBE names no real API server", cluster.isPresent());
        RealCluster real = cluster.get();
        server = new KubeletStandIn.Server(real.url(), real.authorityPem(), real.adminToken());
        api = new ApiClient(real.url(), real.authorityPem(), real.adminToken());
        create("/api/v1/namespaces", "{apiVersion: v1, kind: Namespace, metadata: {name: " + namespace + "}}");
        await("/api/v1/namespaces/" + namespace + "/serviceaccounts/default", answer -> !answer.isEmpty());
    }

    @After
    public void drop_the_namespace() {
        if (api != null) {
            api.send("DELETE", "/api/v1/namespaces/" + namespace, JSON, MAPPER.createObjectNode());
        }
    }

    @Test
    public void makes_a_deployment_available_through_the_real_controllers() {
        try (KubeletStandIn kubelet = KubeletStandIn.start(server, namespace, ready())) {
            deploy("web", 3);
            JsonNode status = await(
                    deployment("web"),
                    answer -> answer.at("/status/availableReplicas").asInt() == 3);
            assertThat(status.at("/status/readyReplicas").asInt()).isEqualTo(3);
        }
    }

    @Test
    public void meets_pods_that_were_there_before_it() {
        deploy("early", 1);
        await(core("pods"), answer -> answer.path("items").size() == 1);
        try (KubeletStandIn kubelet = KubeletStandIn.start(server, namespace, ready())) {
            await(
                    deployment("early"),
                    answer -> answer.at("/status/availableReplicas").asInt() == 1);
        }
    }

    @Test
    public void tells_chapters_in_order_and_posts_their_events() {
        Chapter pulling = new Chapter(
                Duration.ZERO, status("{phase: Pending, reason: Pulling}"), List.of(note("Normal", "Pulling")));
        Chapter broken = new Chapter(
                Duration.ofMillis(50), status("{phase: Pending, reason: Broken}"), List.of(note("Warning", "Failed")));
        try (KubeletStandIn kubelet = KubeletStandIn.start(server, namespace, pod -> List.of(pulling, broken))) {
            deploy("broken", 1);
            await(
                    core("pods"),
                    answer -> answer.at("/items/0/status/reason").asText().equals("Broken"));
            JsonNode events = await(
                    core("events") + "?fieldSelector=involvedObject.kind=Pod",
                    answer -> answer.path("items").size() == 2);
            assertThat(events.path("items"))
                    .extracting(event -> event.path("reason").asText())
                    .containsExactlyInAnyOrder("Pulling", "Failed");
        }
    }

    @Test
    public void plays_the_scripts_of_pods_that_fail() {
        try (KubeletStandIn kubelet = KubeletStandIn.start(server, namespace, new PodScript(PodPace.QUICK))) {
            List.of("does-not-exist", "crash", "unready", "unschedulable", "fine")
                    .forEach(this::deployImage);

            String waiting = "/status/containerStatuses/0/state/waiting/reason";
            awaitPod("does-not-exist", pod -> pod.at(waiting).asText().equals("ImagePullBackOff"));
            awaitPod("crash", pod -> pod.at(waiting).asText().equals("CrashLoopBackOff"));
            awaitPod(
                    "unschedulable",
                    pod -> pod.at("/status/conditions/0/reason").asText().equals("Unschedulable"));
            awaitPod("unready", pod -> pod.at("/status/phase").asText().equals("Running"));
            await(
                    deployment("fine"),
                    answer -> answer.at("/status/availableReplicas").asInt() == 1);
            assertThat(api.get(deployment("unready"))
                            .body()
                            .at("/status/availableReplicas")
                            .asInt())
                    .isZero();
        }
    }

    @Test
    public void leaves_a_pod_alone_once_it_is_closed() {
        KubeletStandIn kubelet = KubeletStandIn.start(server, namespace, ready());
        deploy("first", 1);
        await(
                deployment("first"),
                answer -> answer.at("/status/availableReplicas").asInt() == 1);
        kubelet.close();

        deploy("second", 1);
        await(core("pods"), answer -> answer.path("items").size() == 2);
        assertThat(api.get(deployment("second"))
                        .body()
                        .at("/status/availableReplicas")
                        .asInt())
                .isZero();
    }

    private static PodStory ready() {
        return pod -> List.of(new Chapter(
                Duration.ofMillis(20),
                status("{phase: Running, conditions: [{type: Ready, status: 'True'}]}"),
                List.of(note("Normal", "Started"))));
    }

    private static Note note(String type, String reason) {
        return new Note("kubelet", type, reason, "told by a test");
    }

    private static ObjectNode status(String yaml) {
        return MAPPER.valueToTree(new Yaml().load(yaml));
    }

    private void awaitPod(String app, Predicate<JsonNode> condition) {
        await(core("pods") + "?labelSelector=app%3D" + app, answer -> condition.test(answer.at("/items/0")));
    }

    private void deployImage(String trouble) {
        deploy(trouble, "registry/" + trouble + ":1", 1);
    }

    private void deploy(String name, int replicas) {
        deploy(name, "web:1", replicas);
    }

    private void deploy(String name, String image, int replicas) {
        create(
                "/apis/apps/v1/namespaces/" + namespace + "/deployments",
                """
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: %1$s}, spec: {replicas: %2$d,
                 selector: {matchLabels: {app: %1$s}},
                 template: {metadata: {labels: {app: %1$s}}, spec: {containers: [{name: main, image: "%3$s"}]}}}}
                """
                        .formatted(name, replicas, image));
    }

    private void create(String path, String yaml) {
        ApiClient.Answer answer = api.send("POST", path, JSON, MAPPER.valueToTree(new Yaml().load(yaml)));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    }

    private String deployment(String name) {
        return "/apis/apps/v1/namespaces/" + namespace + "/deployments/" + name;
    }

    private String core(String resource) {
        return "/api/v1/namespaces/" + namespace + "/" + resource;
    }

    private JsonNode await(String path, Predicate<JsonNode> condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        JsonNode last = MAPPER.createObjectNode();
        while (System.nanoTime() < deadline) {
            ApiClient.Answer answer = api.get(path);
            last = answer.body();
            if (answer.status() == 200 && condition.test(last)) {
                return last;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(30));
        }
        return fail("not so after 60 seconds: " + path + " is " + last);
    }
}
