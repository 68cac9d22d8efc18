package io.jenkins.plugins.drawbridge.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.check.Walk;
import io.jenkins.plugins.drawbridge.engine.check.WalkLine;
import io.jenkins.plugins.drawbridge.engine.cluster.Access;
import io.jenkins.plugins.drawbridge.engine.cluster.Configuration;
import io.jenkins.plugins.drawbridge.engine.cluster.Environment;
import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import io.jenkins.plugins.drawbridge.engine.cluster.HostPort;
import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import io.jenkins.plugins.drawbridge.testkit.api.ApiRequest;
import io.jenkins.plugins.drawbridge.testkit.bastion.Names;
import io.jenkins.plugins.drawbridge.testkit.bastion.SshBastion;
import io.jenkins.plugins.drawbridge.testkit.bastion.SshRules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class RuntimeReaderTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration NOTHING = Duration.ZERO;

    private final List<AutoCloseable> open = new ArrayList<>();
    private PrivateCluster cluster;

    @Before
    public void start() {
        cluster = PrivateCluster.start();
        open.add(cluster);
        cluster.namespace(Town.NAMESPACE);
    }

    @After
    public void stop() throws Exception {
        for (int last = open.size() - 1; last >= 0; last--) {
            open.get(last).close();
        }
    }

    @Test
    public void shows_workloads_with_their_pods_images_and_counts() {
        Town.put(
                cluster,
                "apps",
                "deployments",
                Town.deployment("storefront", "registry.example.com:5000/shop/storefront:2.4.1", 2));
        RuntimeReader reader = reader(NOTHING, LONG);

        RuntimeView view = eventually(
                reader,
                found -> workload(found, "storefront").health() == Health.OK
                        && podsAre(Health.OK, 2, workload(found, "storefront")));

        WorkloadView storefront = workload(view, "storefront");
        assertThat(storefront.kind()).isEqualTo("Deployment");
        assertThat(storefront.desired()).isEqualTo(2);
        assertThat(storefront.ready()).isEqualTo(2);
        assertThat(storefront.created())
                .isNotNull()
                .isBeforeOrEqualTo(view.readAt().plusSeconds(5));
        assertThat(storefront.images())
                .containsExactly(new ImageView("main", "registry.example.com:5000/shop/storefront:2.4.1", "2.4.1"));
        assertThat(storefront.pods()).hasSize(2).allSatisfy(pod -> {
            assertThat(pod.name()).startsWith("storefront-");
            assertThat(pod.phase()).isEqualTo("Running");
            assertThat(pod.status()).isEqualTo("Running");
            assertThat(pod.health()).isEqualTo(Health.OK);
            assertThat(pod.readyContainers()).isEqualTo(1);
            assertThat(pod.node()).isNotEmpty();
        });
        assertThat(view.loosePods()).isEmpty();
        assertThat(view.gaps()).isEmpty();
        assertThat(view.hasPod(storefront.pods().get(0).name())).isTrue();
        assertThat(view.hasPod("another")).isFalse();
    }

    @Test
    public void says_why_a_workload_is_not_well_with_its_latest_events() {
        Town.put(cluster, "apps", "deployments", Town.deployment("payments", "shop/payments:does-not-exist", 1));
        RuntimeReader reader = reader(NOTHING, LONG);

        RuntimeView view = eventually(
                reader,
                found -> workload(found, "payments").health() == Health.FAILING
                        && workload(found, "payments").events().stream().anyMatch(EventView::warning));

        WorkloadView payments = workload(view, "payments");
        assertThat(payments.detail()).contains("pod payments-", "container main:", "Image");
        assertThat(payments.pods().get(0).status()).isIn("ErrImagePull", "ImagePullBackOff");
        assertThat(payments.pods().get(0).containers().get(0).state()).startsWith("Waiting: ");
        assertThat(payments.events()).allSatisfy(event -> {
            assertThat(event.object()).matches("(Deployment|ReplicaSet|Pod)/payments.*");
            assertThat(event.lastSeen()).isNotNull();
        });
        assertThat(payments.events())
                .isSortedAccordingTo((one, other) -> other.lastSeen().compareTo(one.lastSeen()));
        assertThat(payments.events().size()).isLessThanOrEqualTo(10);
    }

    @Test
    public void counts_restarts_of_a_crashing_pod() {
        Town.put(cluster, "apps", "deployments", Town.deployment("orders", "shop/orders:crash", 1));
        RuntimeReader reader = reader(NOTHING, LONG);

        RuntimeView view = eventually(
                reader,
                found -> workload(found, "orders").restarts() > 0
                        && workload(found, "orders").detail().contains("CrashLoopBackOff"));

        assertThat(workload(view, "orders").health()).isEqualTo(Health.FAILING);
        assertThat(workload(view, "orders").detail()).contains("exit code 1");
    }

    @Test
    public void shows_jobs_cron_jobs_services_ingresses_and_pods_of_nobody() {
        Town.put(
                cluster,
                "batch",
                "cronjobs",
                """
                {'apiVersion': 'batch/v1', 'kind': 'CronJob', 'metadata': {'name': 'cleanup'},
                 'spec': {'schedule': '*/5 * * * *', 'suspend': true, 'jobTemplate': {'spec': {'template': {'spec':
                  {'restartPolicy': 'Never', 'containers': [{'name': 'main', 'image': 'shop/cleanup@sha256:0123456789abcdef0123'}]}}}}}}""");
        Town.put(
                cluster,
                "batch",
                "jobs",
                """
                {'apiVersion': 'batch/v1', 'kind': 'Job', 'metadata': {'name': 'import'},
                 'spec': {'template': {'spec': {'restartPolicy': 'Never',
                  'containers': [{'name': 'main', 'image': 'shop/import'}]}}}}""");
        Town.put(
                cluster,
                "",
                "services",
                """
                {'apiVersion': 'v1', 'kind': 'Service', 'metadata': {'name': 'storefront'},
                 'spec': {'selector': {'app': 'storefront'}, 'ports': [{'name': 'http', 'port': 80, 'targetPort': 8080}]}}""");
        Town.put(
                cluster,
                "networking.k8s.io",
                "ingresses",
                """
                {'apiVersion': 'networking.k8s.io/v1', 'kind': 'Ingress', 'metadata': {'name': 'shop'},
                 'spec': {'ingressClassName': 'nginx', 'tls': [{'hosts': ['shop.example.com']}], 'rules': [
                  {'host': 'shop.example.com', 'http': {'paths': [{'path': '/', 'pathType': 'Prefix',
                   'backend': {'service': {'name': 'storefront', 'port': {'name': 'http'}}}}]}}]}}""");
        Town.put(
                cluster,
                "",
                "pods",
                """
                {'apiVersion': 'v1', 'kind': 'Pod', 'metadata': {'name': 'debug'},
                 'spec': {'containers': [{'name': 'main', 'image': 'busybox:1.36'}]}}""");
        RuntimeReader reader = reader(NOTHING, LONG);

        RuntimeView view = eventually(
                reader,
                found -> workload(found, "import").ready() == 1 && podsAre(Health.IDLE, 1, workload(found, "import")));

        WorkloadView cronJob = workload(view, "cleanup");
        assertThat(cronJob.health()).isEqualTo(Health.IDLE);
        assertThat(cronJob.detail()).isEqualTo("schedule */5 * * * *, never run, suspended");
        assertThat(cronJob.images().get(0).version()).isEqualTo("sha256:0123456789ab");
        WorkloadView job = workload(view, "import");
        assertThat(job.images().get(0).version()).isEqualTo("latest");
        assertThat(job.pods()).singleElement().satisfies(pod -> assertThat(pod.status())
                .isEqualTo("Completed"));
        assertThat(view.loosePods()).extracting(PodView::name).containsExactly("debug");
        assertThat(view.services()).singleElement().satisfies(service -> {
            assertThat(service.type()).isEqualTo("ClusterIP");
            assertThat(service.ports()).containsExactly("http 80 → 8080/TCP");
        });
        assertThat(view.ingresses()).singleElement().satisfies(ingress -> {
            assertThat(ingress.rules()).containsExactly("shop.example.com/ → storefront:http");
            assertThat(ingress.ingressClass()).isEqualTo("nginx");
            assertThat(ingress.tls()).isTrue();
        });
    }

    @Test
    public void reads_with_one_list_for_each_kind_and_no_get() {
        for (int number = 0; number < 5; number++) {
            Town.put(cluster, "apps", "deployments", Town.deployment("service-" + number, "shop/x:1", 2));
        }
        RuntimeReader reader = reader(NOTHING, LONG);
        eventually(reader, found -> found.workloads().stream().allMatch(each -> each.health() == Health.OK));
        cluster.forgetRequests();

        reader.read(Town.DEV, configuration());

        assertThat(cluster.requests()).hasSize(Kind.values().length).allMatch(ApiRequest::isList);
    }

    @Test
    public void says_in_a_sentence_which_kinds_may_not_be_listed() {
        Town.put(cluster, "apps", "deployments", Town.deployment("storefront", "shop/storefront:1", 1));
        String token = cluster.user("viewer")
                .allow("list", "deployments", Town.NAMESPACE)
                .token();
        RuntimeReader reader = reader(NOTHING, LONG);

        RuntimeView view = reader.read(Town.DEV, Town.configuration(cluster, token, Access.DIRECT));

        assertThat(view.workloads()).extracting(WorkloadView::name).containsExactly("storefront");
        assertThat(view.gaps())
                .hasSize(Kind.values().length - 1)
                .contains("we may not list pods in namespace shop; to see them here, bind the account to a role with"
                        + " that right")
                .anyMatch(gap -> gap.contains("statefulsets.apps"));
    }

    @Test
    public void reads_an_old_cluster_that_knows_cron_jobs_by_another_version() {
        PrivateCluster old = PrivateCluster.builder().as1_20().start();
        open.add(old);
        old.namespace(Town.NAMESPACE);
        Town.put(
                old,
                "batch",
                "cronjobs",
                """
                {'apiVersion': 'batch/v1beta1', 'kind': 'CronJob', 'metadata': {'name': 'cleanup'},
                 'spec': {'schedule': '@daily', 'jobTemplate': {'spec': {'template': {'spec':
                  {'restartPolicy': 'Never', 'containers': [{'name': 'main', 'image': 'shop/cleanup:1'}]}}}}}}""");
        RuntimeReader reader = reader(NOTHING, LONG);

        RuntimeView view = reader.read(Town.DEV, Town.configuration(old, old.adminToken(), Access.DIRECT));

        assertThat(view.gaps()).isEmpty();
        assertThat(workload(view, "cleanup").health()).isEqualTo(Health.OK);
    }

    @Test
    public void masks_in_events_what_a_variable_holds_and_drops_control_characters() {
        Town.put(cluster, "apps", "deployments", Town.deployment("orders", "shop/orders:1", 1));
        Town.put(
                cluster,
                "",
                "events",
                """
                {'apiVersion': 'v1', 'kind': 'Event', 'metadata': {'name': 'orders.1'}, 'type': 'Warning',
                 'reason': 'Unhappy', 'message': 'login with hunter2-hunter2 failed\\u001b[31m',
                 'involvedObject': {'kind': 'Deployment', 'name': 'orders', 'namespace': 'shop'},
                 'lastTimestamp': '2026-01-02T03:04:05Z', 'count': 7}""");
        RuntimeReader reader = reader(NOTHING, LONG);

        RuntimeView view = reader.read(Town.DEV, configuration());

        EventView event = workload(view, "orders").events().stream()
                .filter(each -> each.reason().equals("Unhappy"))
                .findFirst()
                .orElseThrow();
        assertThat(event.message()).startsWith("login with ****").doesNotContain("hunter2", "\u001b");
        assertThat(event.count()).isEqualTo(7);
        assertThat(event.lastSeen()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(view.toString()).doesNotContain("hunter2");
    }

    @Test
    public void reads_the_last_lines_of_a_log_and_masks_the_values_of_secrets() {
        Town.put(
                cluster,
                "",
                "secrets",
                """
                {'apiVersion': 'v1', 'kind': 'Secret', 'metadata': {'name': 'db'}, 'type': 'Opaque',
                 'data': {'address': 'ZGI6NTQzMg=='}}""");
        Town.put(cluster, "apps", "deployments", Town.deployment("orders", "shop/orders:crash", 1));
        RuntimeReader reader = reader(NOTHING, LONG);
        RuntimeView view = eventually(reader, found -> workload(found, "orders").restarts() > 0);
        String pod = workload(view, "orders").pods().get(0).name();

        LogLines log = reader.lastLogLines(Town.DEV, configuration(), pod, "main", true);

        assertThat(log.lines())
                .contains("reading configuration", "exiting with code 1")
                .anyMatch(line -> line.startsWith("FATAL cannot connect to database at ****"));
        assertThat(log.toString()).doesNotContain("db:5432");
    }

    @Test
    public void says_in_a_sentence_why_a_log_cannot_be_had() {
        RuntimeReader reader = reader(NOTHING, LONG);

        assertThatThrownBy(() -> reader.lastLogLines(Town.DEV, configuration(), "gone-1", "main", false))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no pod gone-1 any more");
        assertThatThrownBy(() -> reader.lastLogLines(Town.DEV, configuration(), "../secrets", "main", false))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is no pod and container");
        String token =
                cluster.user("viewer").allow("get", "pods", Town.NAMESPACE).token();
        Configuration poor = Town.configuration(cluster, token, Access.DIRECT);
        assertThatThrownBy(() -> reader.lastLogLines(Town.DEV, poor, "any", "main", false))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("we may not read the log of container main in pod any");
    }

    @Test
    public void many_viewers_cost_one_reading() {
        RuntimeReader reader = reader(LONG, LONG);
        Configuration configuration = configuration();
        reader.read(Town.DEV, configuration);
        cluster.forgetRequests();
        RuntimeReader other = reader(LONG, LONG);

        List<CompletableFuture<RuntimeView>> viewers = new ArrayList<>();
        for (int viewer = 0; viewer < 20; viewer++) {
            viewers.add(CompletableFuture.supplyAsync(() -> other.read(Town.DEV, configuration)));
        }

        assertThat(viewers).extracting(CompletableFuture::join).doesNotContainNull();
        assertThat(cluster.requests()).hasSize(Kind.values().length);
        assertThat(other.read(Town.DEV, configuration)).isSameAs(viewers.get(0).join());
    }

    @Test
    public void a_cluster_that_refuses_us_is_asked_once_for_all_viewers() {
        RuntimeReader reader = reader(LONG, LONG);
        Configuration wrong = Town.configuration(cluster, "no-such-token", Access.DIRECT);

        for (int viewer = 0; viewer < 3; viewer++) {
            assertThatThrownBy(() -> reader.read(Town.DEV, wrong))
                    .isInstanceOf(DrawbridgeException.class)
                    .hasMessageContaining("does not accept our credentials");
        }

        assertThat(cluster.requests().size()).isLessThanOrEqualTo(Kind.values().length);
    }

    @Test
    public void keeps_one_link_open_through_a_bastion_and_closes_it_when_nobody_looks() {
        SshBastion bastion = SshBastion.start(SshRules.password("deploy", "secret"), new Names());
        open.add(bastion);
        Configuration configuration = Town.configuration(cluster, cluster.adminToken(), through(bastion));
        RuntimeReader reader = reader(NOTHING, Duration.ofSeconds(2));

        reader.read(Town.DEV, configuration);
        reader.read(Town.DEV, configuration);

        assertThat(bastion.passwords()).hasSize(1);
        assertThat(reader.openLinks()).isEqualTo(1);
        until(() -> reader.openLinks() == 0 && bastion.sessions() == 0);
        assertThat(reader.read(Town.DEV, configuration).gaps()).isEmpty();
        assertThat(bastion.passwords()).hasSize(2);
    }

    @Test
    public void a_closed_reader_keeps_nothing_open_and_says_so() {
        RuntimeReader reader = reader(NOTHING, LONG);
        reader.read(Town.DEV, configuration());

        reader.close();
        reader.close();

        assertThat(reader.openLinks()).isZero();
        assertThatThrownBy(() -> reader.read(Town.DEV, configuration())).hasMessageContaining("the server stops");
    }

    @Test
    public void walks_to_the_cluster_hop_by_hop() {
        SshBastion bastion = SshBastion.start(SshRules.password("deploy", "secret"), new Names());
        open.add(bastion);
        Configuration configuration = Town.configuration(cluster, cluster.adminToken(), through(bastion));
        List<WalkLine> heard = new ArrayList<>();

        Walk walk = reader(NOTHING, LONG).check(Town.DEV, configuration, heard::add);

        assertThat(walk.passed()).isTrue();
        assertThat(walk.lines()).isEqualTo(heard).allMatch(WalkLine::passed);
        assertThat(walk.lines())
                .extracting(WalkLine::label)
                .contains(
                        "SSH hop 127.0.0.1:" + bastion.port(),
                        "API server 127.0.0.1:" + cluster.port(),
                        "may I deploy");
    }

    @Test
    public void an_environment_without_its_cluster_is_a_sentence() {
        assertThatThrownBy(() -> reader(NOTHING, LONG)
                        .read(new Environment("QA", "elsewhere", "qa", "", false), configuration()))
                .isInstanceOf(InputException.class)
                .hasMessage("environment QA names the cluster \"elsewhere\", which the configuration does not hold");
    }

    private static Access through(SshBastion bastion) {
        return new Access(List.of(new Hop.Ssh(
                new HostPort("127.0.0.1", bastion.port()),
                "deploy",
                new Hop.SshIdentity.Password(SecretSource.of("secret")),
                new Hop.HostKeys.Fingerprints(bastion.fingerprints()))));
    }

    private Configuration configuration() {
        return Town.configuration(cluster, cluster.adminToken(), Access.DIRECT);
    }

    private RuntimeReader reader(Duration fresh, Duration idle) {
        RuntimeReader reader = new RuntimeReader(Clock.systemUTC(), fresh, idle);
        open.add(reader);
        return reader;
    }

    private RuntimeView eventually(RuntimeReader reader, java.util.function.Predicate<RuntimeView> wanted) {
        RuntimeView[] last = new RuntimeView[1];
        Configuration configuration = configuration();
        until(() -> {
            last[0] = reader.read(Town.DEV, configuration);
            return wanted.test(last[0]);
        });
        return last[0];
    }

    private static void until(BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("in time").isBefore(end);
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException over) {
                throw new IllegalStateException(over);
            }
        }
    }

    /** Kinds are read side by side: a workload may be a moment ahead of its pods. */
    private static boolean podsAre(Health wanted, int count, WorkloadView workload) {
        return workload.pods().size() == count && workload.pods().stream().allMatch(pod -> pod.health() == wanted);
    }

    private static WorkloadView workload(RuntimeView view, String name) {
        return view.workloads().stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no workload " + name + " in " + view));
    }
}
