package io.jenkins.plugins.drawbridge.engine.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.Door;
import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.cluster.Access;
import io.jenkins.plugins.drawbridge.engine.cluster.CertificateAuthority;
import io.jenkins.plugins.drawbridge.engine.cluster.ClientCertificate;
import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.cluster.Credentials;
import io.jenkins.plugins.drawbridge.engine.cluster.FileSecret;
import io.jenkins.plugins.drawbridge.engine.cluster.Impersonation;
import io.jenkins.plugins.drawbridge.engine.cluster.Pem;
import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import io.jenkins.plugins.drawbridge.testkit.Identity;
import io.jenkins.plugins.drawbridge.testkit.Pki;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import io.jenkins.plugins.drawbridge.testkit.api.ApiRequest;
import io.jenkins.plugins.drawbridge.testkit.api.ClusterUser;
import io.jenkins.plugins.drawbridge.testkit.api.Fault;
import io.jenkins.plugins.drawbridge.testkit.bastion.Wire;
import io.jenkins.plugins.drawbridge.testkit.bastion.WireFault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** How the client speaks to an API server, and what it makes of all that may go wrong. */
public class KubeClientTest {

    private static final PrivateCluster BOX = PrivateCluster.builder()
            .withoutRollouts()
            .withoutAnonymous()
            .bookmarkEvery(Duration.ofMillis(100))
            .start();
    private static final ApiResource CONFIG_MAPS = new ApiResource("", "v1", "configmaps", "ConfigMap", true);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<Door> doors = new ArrayList<>();
    private String namespace = "";

    @AfterClass
    public static void stop() {
        BOX.close();
    }

    @Before
    public void open() {
        namespace = BOX.newNamespace("kube");
        BOX.forgetRequests();
    }

    @After
    public void leave() {
        BOX.faults().clear();
        doors.forEach(Door::close);
    }

    private KubeClient client() {
        return client(Door.cluster(BOX, BOX.adminToken()));
    }

    private KubeClient client(Cluster cluster) {
        Door door = Door.to(cluster);
        doors.add(door);
        return door.kube();
    }

    private static Cluster cluster(Credentials credentials) {
        return cluster(BOX.url(), Pem.authority(BOX.authorityPem()), null, credentials);
    }

    private static Cluster cluster(
            String url, @Nullable CertificateAuthority authority, @Nullable String name, Credentials credentials) {
        return new Cluster("test", URI.create(url), authority, name, false, credentials, null, Access.DIRECT);
    }

    private static Credentials token() {
        return new Credentials.BearerToken(SecretSource.of(BOX.adminToken()));
    }

    private ObjectNode configMap(String name) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", "v1").put("kind", "ConfigMap");
        object.putObject("metadata").put("name", name).put("namespace", namespace);
        return object;
    }

    private List<ApiRequest> lists() {
        return BOX.requests().stream().filter(ApiRequest::isList).toList();
    }

    private int many() {
        int count = 2_050;
        var configMaps = BOX.controller().resource("", "configmaps");
        for (int number = 0; number < count; number++) {
            BOX.controller().create(configMaps, configMap("c" + number), "test");
        }
        return count;
    }

    @Test
    public void lists_come_in_pages_and_keep_only_what_is_wanted() {
        KubeClient kube = client();
        int count = many();
        BOX.forgetRequests();

        ObjectList all = kube.list(CONFIG_MAPS, namespace, "", object -> true);
        assertThat(all.items())
                .hasSize(count)
                .allMatch(item -> item.path("kind").asText().equals("ConfigMap"));
        assertThat(lists()).hasSize(3).allMatch(request -> request.parameter("limit")
                .equals("1000"));
        assertThat(lists().get(0).parameter("continue")).isEmpty();
        assertThat(lists().get(2).parameter("continue")).isNotEmpty();
        assertThat(kube.list(CONFIG_MAPS, namespace, "", object -> object.at("/metadata/name")
                                .asText()
                                .equals("c7"))
                        .items())
                .hasSize(1);

        BOX.forgetRequests();
        BOX.faults().next(request -> !request.parameter("continue").isEmpty(), Fault.failure(410));
        assertThat(kube.list(CONFIG_MAPS, namespace, "", object -> true).items())
                .hasSize(count);
        assertThat(lists()).hasSize(3);
        assertThat(lists().get(2).parameter("limit")).isEmpty();
    }

    @Test
    public void broken_connections_and_passing_trouble_are_repeated() {
        KubeClient kube = client();
        kube.serverVersion();
        for (Fault fault : List.of(
                Fault.close(), Fault.cutOff(), Fault.failure(500), Fault.failure(503), Fault.tooManyRequests(0))) {
            BOX.faults().next(2, request -> request.isApply(), fault);
            kube.apply(CONFIG_MAPS, configMap("repeated"), new ApplyOptions("drawbridge", false, false));
            assertThat(BOX.faults().outstanding()).as("%s", fault).isZero();
            BOX.faults().clear();
        }
        assertThat(kube.counts().of(Verb.APPLY)).isEqualTo(15);
        assertThat(doors.get(0).notices()).hasSize(10);
        assertThat(kube.counts().total()).isEqualTo(16);
    }

    @Test
    public void retry_after_is_honoured() {
        KubeClient kube = client();
        BOX.faults().next(request -> true, Fault.tooManyRequests(1));
        long begun = System.nanoTime();
        kube.serverVersion();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    public void refusals_are_not_repeated() {
        ClusterUser nobody = BOX.user("nobody-" + namespace);
        KubeClient kube = client(cluster(new Credentials.BearerToken(SecretSource.of(nobody.token()))));
        ApiException forbidden = catchThrowableOfType(ApiException.class, () -> kube.get(CONFIG_MAPS, namespace, "x"));
        assertThat(forbidden.isForbidden()).isTrue();
        assertThat(forbidden).hasMessageContaining("cannot get resource \"configmaps\"");

        ObjectNode invalid = configMap("x");
        invalid.put("data", "no map");
        assertThatThrownBy(() -> client().apply(CONFIG_MAPS, invalid, new ApplyOptions("drawbridge", false, false)))
                .isInstanceOf(ApiException.class);
        BOX.faults().next(request -> true, Fault.failure(422));
        assertThatThrownBy(() -> client().get(CONFIG_MAPS, namespace, "x")).isInstanceOf(ApiException.class);
        assertThat(BOX.requests()).hasSize(3);
    }

    @Test
    public void an_expired_token_is_one_sentence_and_one_request() {
        ClusterUser user = BOX.user("expiring-" + namespace);
        Cluster cluster = cluster(new Credentials.BearerToken(SecretSource.of(user.token())));
        user.expireToken();
        ClusterException refused = catchThrowableOfType(
                ClusterException.class, () -> client(cluster).get(CONFIG_MAPS, namespace, "x"));

        assertThat(refused.failure()).isEqualTo(ClusterException.Failure.UNAUTHORIZED);
        assertThat(refused)
                .hasMessage(
                        "the API server 127.0.0.1:" + BOX.port() + " (cluster \"test\") does not accept our credentials"
                                + " (401 Unauthorized); check or renew the token or client certificate of cluster \"test\"");
        assertThat(BOX.requests()).hasSize(1);
    }

    @Test
    public void a_token_file_is_read_again_when_its_token_expired() throws IOException {
        ClusterUser user = BOX.user("rotating-" + namespace).allow("*", "*", "*");
        Path file = folder.newFile("token").toPath();
        Files.writeString(file, user.token() + "\n");
        int[] reads = {0};
        FileSecret secret = new FileSecret(file);
        String stale = user.token();
        SecretSource slowlyRenewed =
                () -> reads[0]++ == 0 ? io.jenkins.plugins.drawbridge.engine.Secret.of(stale) : secret.read();
        KubeClient kube = client(cluster(new Credentials.BearerToken(slowlyRenewed)));
        Files.writeString(file, user.renewToken() + "\n");

        assertThat(kube.get(CONFIG_MAPS, namespace, "x")).isEmpty();
        assertThat(BOX.requests()).hasSize(2);
    }

    @Test
    public void every_way_to_say_who_we_are_works() {
        ClusterUser user = BOX.user("certified-" + namespace).allow("*", "*", namespace);
        Identity identity = BOX.clientCertificate(user);
        ClientCertificate certificate = new ClientCertificate(
                SecretSource.of(identity.certificatePem()), SecretSource.of(identity.privateKeyPem()));
        assertThat(client(cluster(new Credentials.Certificate(certificate))).get(CONFIG_MAPS, namespace, "x"))
                .isEmpty();
        assertThat(BOX.requests().get(0).user()).isEqualTo(user.name());

        Cluster acting = new Cluster(
                "test",
                URI.create(BOX.url()),
                Pem.authority(BOX.authorityPem()),
                null,
                false,
                token(),
                new Impersonation("certified-" + namespace, List.of("one", "two"), null),
                Access.DIRECT);
        assertThat(client(acting).get(CONFIG_MAPS, namespace, "x")).isEmpty();
        assertThat(BOX.requests().get(1).user()).isEqualTo("certified-" + namespace);

        Credentials basic = new Credentials.Basic("user", SecretSource.of("c4n4ry"));
        assertThatThrownBy(() -> client(cluster(basic)).get(CONFIG_MAPS, namespace, "x"))
                .isInstanceOf(ClusterException.class)
                .hasMessageNotContaining("c4n4ry");
        assertThat(new io.jenkins.plugins.drawbridge.engine.kube.Identity(cluster(basic)).authorization())
                .isEqualTo("Basic "
                        + Base64.getEncoder()
                                .encodeToString("user:c4n4ry".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> client(cluster(Credentials.none())).get(CONFIG_MAPS, namespace, "x"))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("401");
    }

    @Test
    public void a_foreign_authority_or_name_is_refused_with_the_remedy() {
        Pki foreign = Pki.create("foreign");
        fails(
                cluster(BOX.url(), Pem.authority(foreign.authorityPem()), null, token()),
                ClusterException.Failure.CLUSTER_CERTIFICATE,
                "is not signed by the cluster's ca; set ca to");
        fails(
                cluster(BOX.url(), null, null, token()),
                ClusterException.Failure.CLUSTER_CERTIFICATE,
                "is not signed by an authority this machine trusts");
        fails(
                cluster(BOX.url(), Pem.authority(BOX.authorityPem()), "other.example.com", token()),
                ClusterException.Failure.CLUSTER_CERTIFICATE,
                "is not for the name \"other.example.com\"; set tlsServerName to a name it carries");
        assertThat(BOX.requests()).as("no token was shown to a stranger").isEmpty();
    }

    @Test
    public void the_tls_server_name_counts_instead_of_the_urls_host() {
        try (PrivateCluster named =
                PrivateCluster.builder().serverNames("kubernetes.internal").start()) {
            Credentials admin = new Credentials.BearerToken(SecretSource.of(named.adminToken()));
            CertificateAuthority authority = Pem.authority(named.authorityPem());
            fails(
                    cluster(named.url(), authority, null, admin),
                    ClusterException.Failure.CLUSTER_CERTIFICATE,
                    "is not for the name \"127.0.0.1\"");
            assertThat(client(cluster(named.url(), authority, "kubernetes.internal", admin))
                            .serverVersion())
                    .startsWith("v1.");
            Cluster careless =
                    new Cluster("test", URI.create(named.url()), null, null, true, admin, null, Access.DIRECT);
            assertThat(client(careless).serverVersion()).startsWith("v1.");
        }
    }

    @Test
    public void only_who_dangerously_skips_the_check_trusts_any_certificate() {
        Pki foreign = Pki.create("foreign");
        CertificateAuthority wrong = Pem.authority(foreign.authorityPem());
        fails(
                cluster(BOX.url(), wrong, "other.example.com", token()),
                ClusterException.Failure.CLUSTER_CERTIFICATE,
                "is not signed by the cluster's ca");
        Identity identity = BOX.clientCertificate(BOX.user("careless-" + namespace));
        ClientCertificate certificate = new ClientCertificate(
                SecretSource.of(identity.certificatePem()), SecretSource.of(identity.privateKeyPem()));

        for (Credentials credentials : List.of(token(), new Credentials.Certificate(certificate))) {
            Cluster careless = new Cluster(
                    "test", URI.create(BOX.url()), wrong, "other.example.com", true, credentials, null, Access.DIRECT);
            assertThat(client(careless).serverVersion()).startsWith("v1.");
        }
        assertThat(BOX.requests()).extracting(ApiRequest::user).containsExactly("admin", "careless-" + namespace);
    }

    @Test
    public void whoever_is_not_kubernetes_is_told_so() {
        try (Wire wire = Wire.to(BOX.port())) {
            wire.fault(new WireFault.Lie("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"));
            String plain = "http://127.0.0.1:" + wire.port();
            fails(
                    cluster(plain, null, null, Credentials.none()),
                    ClusterException.Failure.NOT_KUBERNETES,
                    "does not answer as a Kubernetes API server; check the cluster's url");
            wire.fault(new WireFault.Lie("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]"));
            fails(
                    cluster(plain, null, null, Credentials.none()),
                    ClusterException.Failure.NOT_KUBERNETES,
                    "Kubernetes");
            wire.fault(new WireFault.Lie(
                    "HTTP/1.1 302 Found\r\nLocation: https://login.example.com\r\nContent-Length: 0\r\n\r\n"));
            assertThatThrownBy(() -> client(cluster(plain, null, null, Credentials.none()))
                            .serverVersion())
                    .isInstanceOf(DrawbridgeException.class)
                    .hasMessageContaining("302");
            assertThat(wire.connections()).isLessThanOrEqualTo(4);
        }
    }

    @Test
    public void a_silent_server_is_given_up_and_a_slow_one_is_not() {
        try (Wire wire = Wire.to(BOX.port())) {
            wire.fault(new WireFault.Slow(Duration.ofMillis(20), 40_000));
            Cluster slow =
                    cluster("https://127.0.0.1:" + wire.port(), Pem.authority(BOX.authorityPem()), null, token());
            assertThat(client(slow).serverVersion()).startsWith("v1.");
        }
        BOX.faults().always(request -> true, Fault.stall(Duration.ofSeconds(20)));
        Door impatient = Door.to(Door.cluster(BOX, BOX.adminToken()), Duration.ofMillis(300));
        doors.add(impatient);
        ClusterException refused = catchThrowableOfType(
                ClusterException.class, () -> impatient.kube().serverVersion());
        assertThat(refused.failure()).isEqualTo(ClusterException.Failure.TIMEOUT);
        assertThat(refused).hasMessageContaining("did not answer in time");
    }

    @Test
    public void an_answer_without_end_is_cut_off() {
        BoundedStream stream = new BoundedStream(new java.io.ByteArrayInputStream(new byte[101]), 100);
        assertThatThrownBy(stream::readAllBytes).isInstanceOf(BoundedStream.AnswerTooLong.class);
        BoundedStream exact = new BoundedStream(new java.io.ByteArrayInputStream(new byte[100]), 100);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(exact::readAllBytes))
                .isNull();
    }

    @Test
    public void words_of_the_cluster_are_bounded_and_cannot_steer_a_terminal() {
        assertThat(Answer.plain("a\u001b[31mb\u0007c")).isEqualTo("a [31mb c");
        assertThat(Answer.plain("x".repeat(5_000))).hasSize(2_003);
    }

    @Test
    public void a_watch_goes_on_from_a_moment_and_says_when_it_cannot() {
        KubeClient kube = client();
        String moment = kube.list(CONFIG_MAPS, namespace, "", object -> true).resourceVersion();
        kube.create(CONFIG_MAPS, namespace, configMap("first"));
        String resumed;
        try (Watch watch = kube.watch(CONFIG_MAPS, namespace, "", moment)) {
            Watch.Event event = watch.next();
            assertThat(event).isNotNull();
            assertThat(event.object().at("/metadata/name").asText()).isEqualTo("first");
            assertThat(event.object().path("kind").asText()).isEqualTo("ConfigMap");
            resumed = watch.resourceVersion();
        }
        ObjectNode second = kube.create(CONFIG_MAPS, namespace, configMap("second"));
        kube.delete(CONFIG_MAPS, second, "Background");
        try (Watch watch = kube.watch(CONFIG_MAPS, namespace, "", resumed)) {
            assertThat(watch.next()).isNotNull().matches(event -> !event.deleted());
            assertThat(watch.next()).isNotNull().matches(Watch.Event::deleted);
        }
        BOX.faults().next(ApiRequest::isWatch, Fault.watchGone());
        try (Watch watch = kube.watch(CONFIG_MAPS, namespace, "", resumed)) {
            assertThat(watch.next()).isNull();
            assertThat(watch.isExpired()).isTrue();
        }
    }

    @Test
    public void another_thread_can_end_a_watch_that_waits() throws InterruptedException {
        KubeClient kube = client();
        String moment = kube.list(CONFIG_MAPS, namespace, "", object -> true).resourceVersion();
        List<String> ends = new java.util.concurrent.CopyOnWriteArrayList<>();
        Watch watch = kube.watch(CONFIG_MAPS, namespace, "", moment);
        Thread reader = new Thread(() -> {
            try (watch) {
                ends.add(String.valueOf(watch.next()));
            }
        });
        reader.start();
        watch.cancel();
        reader.join(30_000);
        assertThat(reader.isAlive()).isFalse();
        assertThat(ends).containsExactly("null");
    }

    @Test
    public void only_the_very_object_is_deleted() {
        KubeClient kube = client();
        ObjectNode former = kube.create(CONFIG_MAPS, namespace, configMap("one"));
        assertThat(kube.delete(CONFIG_MAPS, former, "Background")).isTrue();
        assertThat(kube.delete(CONFIG_MAPS, former, "Background"))
                .as("gone already")
                .isFalse();
        kube.create(CONFIG_MAPS, namespace, configMap("one"));
        assertThatThrownBy(() -> kube.delete(CONFIG_MAPS, former, "Background"))
                .isInstanceOfSatisfying(ApiException.class, refused -> assertThat(refused.isConflict())
                        .isTrue());
        assertThat(kube.get(CONFIG_MAPS, namespace, "one")).isPresent();
    }

    @Test
    public void known_kinds_cost_no_question_and_names_cannot_leave_their_path() {
        KubeClient kube = client();
        assertThat(kube.find("apps", "v1", "Deployment")).isPresent();
        assertThat(BOX.requests()).isEmpty();
        assertThat(kube.find("../../x", "v1", "Thing")).isEmpty();
        assertThat(kube.find("none.example.com", "v1", "Thing")).isEmpty();
        assertThat(kube.get(CONFIG_MAPS, namespace, "../secrets/x?y=1#z")).isEmpty();
        assertThat(BOX.requests().get(BOX.requests().size() - 1).resource()).isEqualTo("configmaps");
    }

    private void fails(Cluster cluster, ClusterException.Failure failure, String sentence) {
        ClusterException refused = catchThrowableOfType(
                ClusterException.class, () -> client(cluster).serverVersion());
        assertThat(refused).hasMessageContaining(sentence).hasMessageNotContaining(BOX.adminToken());
        assertThat(refused.failure()).isEqualTo(failure);
    }
}
