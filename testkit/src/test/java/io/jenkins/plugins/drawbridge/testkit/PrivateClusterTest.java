package io.jenkins.plugins.drawbridge.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Test;

public class PrivateClusterTest {

    private final PrivateCluster cluster = PrivateCluster.start();
    private final RawClient admin = new RawClient(cluster, cluster.adminToken());

    @After
    public void close() {
        cluster.close();
    }

    @Test
    public void a_thousand_objects_are_applied_in_parallel_and_listed_whole() {
        List<Integer> codes = IntStream.range(0, 1000)
                .parallel()
                .mapToObj(number -> admin.apply(
                                "/api/v1/namespaces/default/configmaps/c" + number,
                                "tester",
                                "{'kind':'ConfigMap','apiVersion':'v1','data':{'number':'" + number + "'}}")
                        .code())
                .distinct()
                .toList();

        assertThat(codes).containsExactly(201);
        assertThat(admin.get("/api/v1/namespaces/default/configmaps").json().path("items"))
                .hasSize(1000);
    }

    @Test
    public void an_expired_token_is_401_from_that_moment() {
        assertThat(admin.get("/api/v1/namespaces").code()).isEqualTo(200);

        cluster.administrator().expireToken();

        assertThat(admin.get("/api/v1/namespaces").code()).isEqualTo(401);
        assertThat(admin.get("/api/v1/namespaces").json().toString())
                .isEqualTo("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                        + "\"message\":\"Unauthorized\",\"reason\":\"Unauthorized\",\"code\":401}");
    }

    @Test
    public void a_user_may_do_what_was_allowed_and_no_more() {
        RawClient jane = new RawClient(
                cluster,
                cluster.user("jane")
                        .allow("list", "deployments.apps", "default")
                        .token());

        assertThat(jane.get("/apis/apps/v1/namespaces/default/deployments").code())
                .isEqualTo(200);
        assertThat(jane.get("/apis/apps/v1/deployments").message())
                .isEqualTo(
                        "deployments.apps is forbidden: User \"jane\" cannot list resource \"deployments\" in API group"
                                + " \"apps\" at the cluster scope");
        assertThat(jane.get("/api/v1/namespaces/default/configmaps/x").message())
                .isEqualTo(
                        "configmaps \"x\" is forbidden: User \"jane\" cannot get resource \"configmaps\" in API group"
                                + " \"\" in the namespace \"default\"");
    }

    @Test
    public void a_client_certificate_tells_the_user_and_an_expired_one_is_401() {
        cluster.user("robot").allow("list", "configmaps", "default");

        assertThat(withCertificate(cluster.pki().client("robot"))
                        .get("/api/v1/namespaces/default/configmaps")
                        .code())
                .isEqualTo(200);
        assertThat(withCertificate(cluster.pki().expired().client("robot"))
                        .get("/api/v1/namespaces/default/configmaps")
                        .code())
                .isEqualTo(401);
        assertThat(withCertificate(Pki.create("other").client("robot"))
                        .get("/api/v1/namespaces/default/configmaps")
                        .code())
                .isEqualTo(401);
    }

    @Test
    public void without_credentials_nothing_but_health_and_version_is_shown() {
        RawClient nobody = new RawClient(cluster, "");

        assertThat(nobody.get("/version").json().path("gitVersion").asText()).isEqualTo("v1.32.0");
        assertThat(nobody.get("/livez").text()).isEqualTo("ok");
        assertThat(nobody.get("/apis").message())
                .isEqualTo("forbidden: User \"system:anonymous\" cannot get path \"/apis\"");
        assertThat(nobody.get("/api/v1/pods").reason()).isEqualTo("Forbidden");
    }

    @Test
    public void an_older_cluster_serves_what_1_20_served() {
        try (PrivateCluster older = PrivateCluster.builder().as1_20().start()) {
            RawClient client = new RawClient(older, older.adminToken());

            assertThat(client.get("/apis/batch/v1").text()).contains("\"jobs\"").doesNotContain("cronjobs");
            assertThat(client.get("/apis/batch/v1beta1").text()).contains("\"cronjobs\"");
            assertThat(client.get("/apis/policy/v1").code()).isEqualTo(404);
            assertThat(client.get("/apis/autoscaling/v2").code()).isEqualTo(404);
            assertThat(client.post("/apis/authentication.k8s.io/v1/selfsubjectreviews", "{}")
                            .code())
                    .isEqualTo(404);
        }
    }

    private RawClient withCertificate(Identity identity) {
        return new RawClient(
                cluster,
                "",
                HttpClient.newBuilder()
                        .sslContext(identity.sslContext(cluster.authorityPem()))
                        .build());
    }
}
