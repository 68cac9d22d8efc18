package io.jenkins.plugins.drawbridge.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.config.ClusterDefinition;
import io.jenkins.plugins.drawbridge.config.HopDefinition;
import io.jenkins.plugins.drawbridge.config.ProxyHop;
import io.jenkins.plugins.drawbridge.config.SocksHop;
import io.jenkins.plugins.drawbridge.config.SshHop;
import io.jenkins.plugins.drawbridge.report.SmartDeployAction;
import io.jenkins.plugins.drawbridge.standin.StandInBuild;
import io.jenkins.plugins.drawbridge.standin.StandInJenkins;
import io.jenkins.plugins.drawbridge.testkit.Pki;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import io.jenkins.plugins.drawbridge.testkit.api.ApiRequest;
import io.jenkins.plugins.drawbridge.testkit.api.Fault;
import io.jenkins.plugins.drawbridge.testkit.bastion.ConnectProxy;
import io.jenkins.plugins.drawbridge.testkit.bastion.Names;
import io.jenkins.plugins.drawbridge.testkit.bastion.ProxyRules;
import io.jenkins.plugins.drawbridge.testkit.bastion.SocksServer;
import io.jenkins.plugins.drawbridge.testkit.bastion.SshBastion;
import io.jenkins.plugins.drawbridge.testkit.bastion.SshRules;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A secret goes each way that can fail, and is then looked for in all that was written. */
public class CanaryTest {

    private static final String CANARY = "c4n4ry";
    private static final String TOKEN = CANARY + "-token-of-the-cluster";
    private static final String PASSWORD = CANARY + "-password-of-the-hop";
    private static final String VALUE = CANARY + "-value-of-a-manifest";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final StandInJenkins jenkins = new StandInJenkins();
    private final Names names = new Names();
    private PrivateCluster cluster;
    private String authority;
    private Path workspace;
    private StandInBuild build;
    private StandInJenkins.Inside inside;

    @Before
    public void start() throws Exception {
        cluster = PrivateCluster.start();
        cluster.namespace("shop");
        authority = cluster.authorityPem();
        names.put("kube.internal", 6443, cluster.port());
        workspace = folder.newFolder("workspace").toPath();
        build = new StandInBuild(folder.newFolder("build").toPath(), workspace);
        jenkins.secretText("token", TOKEN).login("hop", "deploy", PASSWORD);
        inside = jenkins.enter();
        Files.writeString(
                workspace.resolve("secret.yaml"),
                """
                apiVersion: v1
                kind: Secret
                metadata: {name: keys}
                stringData: {key: %s}
                """
                        .formatted(VALUE));
    }

    @After
    public void stop() {
        inside.close();
        cluster.close();
    }

    @Test
    public void a_token_that_the_cluster_refuses() throws Exception {
        assertThat(failure(List.of())).contains("401");
    }

    @Test
    public void a_password_that_a_proxy_refuses() throws Exception {
        try (ConnectProxy proxy = ConnectProxy.start(ProxyRules.open().basic("deploy", "another"), names)) {
            ProxyHop hop = new ProxyHop("http://127.0.0.1:" + proxy.port());
            hop.setCredentialsId("hop");

            assertThat(failure(List.of(hop))).contains("407");
        }
    }

    @Test
    public void a_password_that_a_bastion_refuses() throws Exception {
        try (SshBastion bastion = SshBastion.start(SshRules.password("deploy", "another"), names)) {
            assertThat(failure(List.of(hop(bastion)))).contains("SSH hop 127.0.0.1:" + bastion.port());
        }
    }

    @Test
    public void a_deploy_that_works_but_is_not_ready_in_time() throws Exception {
        jenkins.secretText("token", cluster.adminToken());
        Files.writeString(
                workspace.resolve("api.yaml"),
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: api}
                spec:
                  selector: {matchLabels: {app: api}}
                  template:
                    metadata: {labels: {app: api}}
                    spec:
                      containers:
                        - {name: main, image: "registry.example/does-not-exist:1", env: [{name: PASSWORD, value: %s}]}
                """
                        .formatted(VALUE));

        try (SshBastion bastion = SshBastion.start(SshRules.password("deploy", PASSWORD), names)) {
            assertThat(failure(List.of(hop(bastion)))).contains("api: failed");
        }
    }

    @Test
    public void a_manifest_that_is_none() throws Exception {
        Files.writeString(
                workspace.resolve("broken.yaml"), "apiVersion: v1\nkind: Secret\nstringData: {key: " + VALUE + "\n");

        assertThat(failure(List.of())).contains("broken.yaml");
    }

    @Test
    public void a_password_that_a_socks_proxy_refuses() throws Exception {
        SocksServer socks = SocksServer.start("deploy:another", names);
        SocksHop hop = new SocksHop("127.0.0.1");
        hop.setPort(socks.port());
        hop.setCredentialsId("hop");

        assertThat(failure(List.of(hop))).contains("SOCKS proxy 127.0.0.1:" + socks.port());
    }

    @Test
    public void a_bastion_with_another_host_key() throws Exception {
        try (SshBastion bastion = SshBastion.start(SshRules.password("deploy", PASSWORD), names)) {
            SshHop hop = hop(bastion);
            hop.setHostKey("SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU");

            assertThat(failure(List.of(hop))).contains("host key");
            assertThat(bastion.passwords()).isEmpty();
        }
    }

    @Test
    public void a_cluster_with_another_certificate() throws Exception {
        authority = Pki.create("stranger").authorityPem();

        assertThat(failure(List.of())).contains("certificate");
        assertThat(cluster.requests()).isEmpty();
    }

    @Test
    public void a_cluster_that_fails_in_the_middle() throws Exception {
        jenkins.secretText("token", cluster.adminToken());
        cluster.faults().always(ApiRequest::isApply, Fault.failure(500));

        assertThat(failure(List.of())).contains("etcdserver: request timed out");
    }

    @Test
    public void a_value_that_the_cluster_does_not_take() throws Exception {
        jenkins.secretText("token", cluster.adminToken());
        Files.writeString(
                workspace.resolve("api.yaml"),
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: api}
                spec:
                  selector: {matchLabels: {app: api}}
                  template:
                    metadata: {labels: {app: api}}
                    spec:
                      containers:
                        - {name: main, image: "registry.example/api:1", env: [{name: PASSWORD, value: {nested: %s}}]}
                """
                        .formatted(VALUE));

        assertThat(failure(List.of())).contains("Deployment.apps api");
    }

    private SshHop hop(SshBastion bastion) {
        SshHop hop = new SshHop("127.0.0.1", "hop");
        hop.setPort(bastion.port());
        hop.setHostKey(String.join(" ", bastion.fingerprints()));
        return hop;
    }

    /** What the step failed with, after everything that was written has been searched. */
    private String failure(List<HopDefinition> access) throws Exception {
        ClusterDefinition definition =
                new ClusterDefinition("private", access.isEmpty() ? cluster.url() : "https://kube.internal:6443");
        definition.setCa(authority);
        definition.setTlsServerName("localhost");
        definition.setCredentialsId("token");
        definition.setAccess(access);
        jenkins.configuration().setClusters(List.of(definition));
        SmartExecution execution = new StandInExecution(
                        "smartDeploy", Map.of("cluster", "private", "namespace", "shop"))
                .inside(jenkins, build);

        execution.start();

        Throwable failure = build.failure();
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertClean("the exception", trace.toString());
        assertClean("the log", build.log());
        assertClean("program.dat", new String(serialised(execution), StandardCharsets.ISO_8859_1));
        assertClean(
                "build.xml",
                new String(
                        serialised(new java.util.ArrayList<>(
                                SmartDeployAction.of(build.run()).getSections())),
                        StandardCharsets.ISO_8859_1));
        try (Stream<Path> files = Files.walk(build.folder().toPath())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertClean(file.toString(), Files.readString(file));
            }
        }
        return String.valueOf(failure.getMessage());
    }

    private static void assertClean(String where, String text) {
        assertThat(text).as(where).doesNotContain(CANARY);
        for (String secret : List.of(TOKEN, PASSWORD, VALUE)) {
            assertThat(text)
                    .as(where)
                    .doesNotContain(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static byte[] serialised(Object object) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }
}
