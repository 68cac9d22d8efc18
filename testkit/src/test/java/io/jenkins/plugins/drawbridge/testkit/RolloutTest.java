package io.jenkins.plugins.drawbridge.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.After;
import org.junit.Test;

public class RolloutTest {

    private static final String APPS = "/apis/apps/v1/namespaces/default/";
    private static final String CORE = "/api/v1/namespaces/default/";

    private final PrivateCluster cluster = PrivateCluster.start();
    private final RawClient admin = new RawClient(cluster, cluster.adminToken());

    @After
    public void close() {
        cluster.close();
    }

    @Test
    public void a_deployment_becomes_available_and_rolls_to_a_new_image() {
        apply("Deployment", "shop/web:1.0", "'replicas':3,");
        JsonNode first = await(APPS + "deployments/web", RolloutTest::complete);
        assertThat(first.path("status").path("availableReplicas").asInt()).isEqualTo(3);

        apply("Deployment", "shop/web:2.0", "'replicas':3,");
        JsonNode second = await(APPS + "deployments/web", RolloutTest::complete);

        assertThat(second.path("metadata")
                        .path("annotations")
                        .path("deployment.kubernetes.io/revision")
                        .asText())
                .isEqualTo("2");
        JsonNode sets = admin.get(APPS + "replicasets").json().path("items");
        assertThat(sets).hasSize(2);
        await(CORE + "pods", pods -> pods.path("items").size() == 3);
        assertThat(admin.get(CORE + "pods").json().path("items").findValuesAsText("image"))
                .contains("shop/web:2.0")
                .doesNotContain("shop/web:1.0");
    }

    @Test
    public void a_wrong_image_ends_in_back_off_with_events_while_the_old_pods_stay() {
        apply("Deployment", "shop/web:1.0", "");
        await(APPS + "deployments/web", RolloutTest::complete);

        apply("Deployment", "shop/web:does-not-exist", "'progressDeadlineSeconds':1,");
        JsonNode pods = await(CORE + "pods", list -> list.toString().contains("\"ImagePullBackOff\""));

        assertThat(pods.path("items")).hasSize(2);
        assertThat(pods.toString()).contains("Back-off pulling image \\\"shop/web:does-not-exist\\\"");
        assertThat(admin.get(CORE + "events?fieldSelector=reason=Failed").json().toString())
                .contains("Failed to pull image \\\"shop/web:does-not-exist\\\"");
        JsonNode late = await(
                APPS + "deployments/web", deployment -> deployment.toString().contains("ProgressDeadlineExceeded"));
        assertThat(late.path("status").path("availableReplicas").asInt()).isEqualTo(1);

        String touched = Instant.now().toString();
        assertThat(admin.send(
                                "PATCH",
                                APPS + "deployments/web",
                                "application/merge-patch+json",
                                "{\"metadata\":{\"annotations\":{\"touched\":\"" + touched + "\"}}}")
                        .code())
                .isEqualTo(200);
        LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
        assertThat(admin.get(APPS + "deployments/web").json().toString())
                .contains(touched)
                .contains("ProgressDeadlineExceeded");
    }

    @Test
    public void a_crashing_container_backs_off_restarts_and_has_said_why() {
        apply("Deployment", "shop/crash:1", "");
        JsonNode pods = await(CORE + "pods", list -> list.toString().contains("\"restartCount\":2"));

        String pod = pods.at("/items/0/metadata/name").asText();
        assertThat(admin.get(CORE + "pods/" + pod + "/log?previous=true&tailLines=1")
                        .text())
                .isEqualTo("exiting with code 1\n");
        await(CORE + "pods", list -> list.toString().contains("CrashLoopBackOff"));
    }

    @Test
    public void a_quota_shows_as_replica_failure() {
        apply("Deployment", "shop/quota:1", "");

        JsonNode deployment =
                await(APPS + "deployments/web", found -> found.toString().contains("\"ReplicaFailure\""));

        assertThat(deployment.toString()).contains("exceeded quota");
        assertThat(admin.get(CORE + "pods").json().path("items")).isEmpty();
    }

    @Test
    public void a_stateful_set_starts_one_by_one_and_ends_at_one_revision() {
        apply("StatefulSet", "shop/db:1", "'replicas':2,'serviceName':'db',");
        JsonNode set = await(
                APPS + "statefulsets/web",
                found -> found.at("/status/readyReplicas").asInt() == 2);
        apply("StatefulSet", "shop/db:2", "'replicas':2,'serviceName':'db',");
        JsonNode updated = await(
                APPS + "statefulsets/web",
                found -> found.at("/status/updatedReplicas").asInt() == 2
                        && found.at("/status/readyReplicas").asInt() == 2
                        && found.at("/status/observedGeneration").asInt() == 2
                        && found.at("/status/currentRevision").equals(found.at("/status/updateRevision")));

        assertThat(updated.at("/status/currentRevision")).isNotEqualTo(set.at("/status/currentRevision"));
    }

    @Test
    public void a_job_completes_or_fails_after_its_retries() {
        String job =
                "{'kind':'Job','apiVersion':'batch/v1','spec':{'backoffLimit':1,'template':{'spec':{'restartPolicy':"
                        + "'Never','containers':[{'name':'c','image':'%s'}]}}}}";
        String path = "/apis/batch/v1/namespaces/default/jobs/";
        assertThat(admin.apply(path + "good", "t", job.formatted("ok:1")).code())
                .isEqualTo(201);
        assertThat(admin.apply(path + "bad", "t", job.formatted("crash:1")).code())
                .isEqualTo(201);

        await(path + "good", found -> found.toString().contains("\"Complete\""));
        JsonNode bad = await(path + "bad", found -> found.toString().contains("\"BackoffLimitExceeded\""));
        assertThat(bad.at("/status/failed").asInt()).isEqualTo(2);
    }

    @Test
    public void deleting_a_deployment_takes_its_replica_sets_and_pods_along() {
        apply("Deployment", "shop/web:1.0", "");
        await(APPS + "deployments/web", RolloutTest::complete);

        assertThat(admin.delete(APPS + "deployments/web", "{'propagationPolicy':'Foreground'}")
                        .code())
                .isEqualTo(200);

        await(CORE + "pods", pods -> pods.path("items").isEmpty());
        await(APPS + "replicasets", sets -> sets.path("items").isEmpty());
        await(APPS + "deployments", deployments -> deployments.path("items").isEmpty());
    }

    private void apply(String kind, String image, String more) {
        String body =
                ("{'kind':'%s','apiVersion':'apps/v1','spec':{%s'selector':{'matchLabels':{'app':'web'}},'template':"
                                + "{'metadata':{'labels':{'app':'web'}},'spec':{'containers':[{'name':'web','image':'%s'}]}}}}")
                        .formatted(kind, more, image);
        String path = APPS + kind.toLowerCase(java.util.Locale.ROOT) + "s/web";
        assertThat(admin.apply(path, "tester", body).code()).isIn(200, 201);
    }

    private static boolean complete(JsonNode deployment) {
        return deployment.at("/metadata/generation").equals(deployment.at("/status/observedGeneration"))
                && deployment.path("status").toString().contains("NewReplicaSetAvailable");
    }

    private JsonNode await(String path, Predicate<JsonNode> condition) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        JsonNode last = admin.get(path).json();
        while (!condition.test(last)) {
            assertThat(Instant.now()).as("%s", last).isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            last = admin.get(path).json();
        }
        return last;
    }
}
