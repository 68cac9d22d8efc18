package io.jenkins.plugins.drawbridge.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What {@code status} says of a namespace. */
public class StatusTest {

    private static final PrivateCluster CLUSTER = PrivateCluster.start();
    private static final ObjectMapper JSON = new ObjectMapper();

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Shell shell;
    private String namespace;
    private String token = CLUSTER.adminToken();

    @AfterClass
    public static void stop() {
        CLUSTER.close();
    }

    @Before
    public void write() throws IOException {
        shell = new Shell(temporary.getRoot().toPath());
        namespace = CLUSTER.newNamespace("status");
        shell.write("ca.pem", CLUSTER.authorityPem());
    }

    @Test
    public void after_a_deploy_all_is_well() throws IOException {
        assertThat(deploy(deployment("api", "shop/api:1.2.0"))).as(shell.err()).isZero();

        assertThat(status()).as(shell.err()).isZero();
        assertThat(shell.out())
                .startsWith("cluster ")
                .contains(", namespace " + namespace + ": 1 ok\n\n")
                .containsPattern("(?m)^ok +Deployment api +1/1  1\\.2\\.0$")
                .doesNotContain("deploying now");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    public void what_fails_stands_first_with_the_reason_and_no_secret() throws IOException {
        String secret = "env: [{name: PASSWORD, value: hunter2-does-not-exist}]";
        deploy(deployment("api", "shop/api:1.2.0") + "---\n"
                + deployment("web", "shop/web:hunter2-does-not-exist").replace("image:", secret + ", image:"));

        assertThat(status()).isEqualTo(1);
        List<String> lines = shell.out().lines().toList();
        assertThat(lines.get(0)).endsWith(": 1 failing, 1 ok");
        assertThat(lines.get(2)).matches("failing +Deployment web +0/1  .*");
        assertThat(lines.get(3)).matches(" {13}pod web-[^ ]+: container main: .*");
        assertThat(lines.get(lines.size() - 1)).startsWith("ok ");
        assertThat(shell.out()).doesNotContain("hunter2");
    }

    @Test
    public void who_deploys_now_is_named_until_the_lock_expires() {
        lease("drawbridge-shop", "Jenkins shop#5", Instant.now());
        lease("drawbridge-old", "Jenkins old#1", Instant.now().minusSeconds(100));
        lease("of-somebody-else", "leader", Instant.now());

        assertThat(status()).isZero();
        assertThat(shell.out())
                .contains(": no workloads\n")
                .contains("deploying now: shop, by Jenkins shop#5 since ")
                .doesNotContain("old#1")
                .doesNotContain("leader");
    }

    @Test
    public void json_has_a_schema_for_scripts() throws IOException {
        deploy(deployment("api", "shop/api:1.2.0"));
        lease("drawbridge-shop", "Jenkins shop#5", Instant.now());

        assertThat(status("-o", "json")).isZero();
        JsonNode json = JSON.readTree(shell.out());
        assertThat(json.path("schema").asText()).isEqualTo("drawbridge.status/1");
        assertThat(json.path("well").asBoolean()).isTrue();
        assertThat(json.at("/workloads/0/health").asText()).isEqualTo("ok");
        assertThat(json.at("/workloads/0/images/0/version").asText()).isEqualTo("1.2.0");
        assertThat(json.at("/workloads/0/pods/0/status").asText()).isEqualTo("Running");
        assertThat(json.at("/deploys/0/holder").asText()).isEqualTo("Jenkins shop#5");
    }

    @Test
    public void a_namespace_that_is_misspelt_is_said_not_to_exist() {
        namespace = "shpo";
        assertThat(status()).isEqualTo(2);
        assertThat(shell.err()).contains("there is no namespace \"shpo\" in cluster ");
        assertThat(shell.out()).isEmpty();
    }

    @Test
    public void what_may_not_be_seen_is_said_and_not_taken_for_well() {
        token = CLUSTER.user("viewer-" + namespace)
                .allow("list", "deployments", namespace)
                .token();
        assertThat(status()).isEqualTo(3);
        assertThat(shell.err()).contains("we may not list pods in namespace " + namespace);
    }

    private int status(String... more) {
        shell.forget();
        return run("status", List.of(more));
    }

    private int deploy(String manifests) throws IOException {
        shell.write("app.yaml", manifests);
        return run("deploy", List.of("-f", "app.yaml"));
    }

    private int run(String command, List<String> more) {
        List<String> words = new ArrayList<>(List.of(command, "-n", namespace, "--server", CLUSTER.url()));
        words.addAll(List.of("--token", token, "--certificate-authority", "ca.pem"));
        words.addAll(more);
        return shell.run(words.toArray(String[]::new));
    }

    private void lease(String name, String holder, Instant renewed) {
        ObjectNode lease = JSON.createObjectNode();
        lease.put("apiVersion", "coordination.k8s.io/v1").put("kind", "Lease");
        lease.putObject("metadata").put("name", name).put("namespace", namespace);
        lease.putObject("spec")
                .put("holderIdentity", holder)
                .put("leaseDurationSeconds", 60)
                .put("acquireTime", renewed.toString())
                .put("renewTime", renewed.toString());
        var controller = CLUSTER.controller();
        assertThat(controller.create(controller.resource("coordination.k8s.io", "leases"), lease, "test"))
                .isPresent();
    }

    private static String deployment(String name, String image) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec: {containers: [{name: main, image: '%2$s'}]}
                """
                .formatted(name, image);
    }
}
