package io.jenkins.plugins.drawbridge.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.cluster.Access;
import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.cluster.Credentials;
import io.jenkins.plugins.drawbridge.engine.cluster.Pem;
import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import io.jenkins.plugins.drawbridge.engine.kube.ClientSettings;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.link.Link;
import io.jenkins.plugins.drawbridge.engine.link.LinkListener;
import io.jenkins.plugins.drawbridge.engine.link.Links;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestLimits;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestReader;
import io.jenkins.plugins.drawbridge.engine.plan.Change;
import io.jenkins.plugins.drawbridge.engine.plan.DeployType;
import io.jenkins.plugins.drawbridge.testkit.ClusterUnderTest;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import io.jenkins.plugins.drawbridge.testkit.RealCluster;
import io.jenkins.plugins.drawbridge.testkit.RealClusterUnderTest;
import io.jenkins.plugins.drawbridge.testkit.kubelet.KubeletStandIn;
import io.jenkins.plugins.drawbridge.testkit.rollout.PodPace;
import io.jenkins.plugins.drawbridge.testkit.rollout.PodScript;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** The example is no decoration: it deploys, on the private cluster and on a real API server (1.20, as its README says). */
@RunWith(Parameterized.class)
public class ShopOnRealClusterTest {

    private static final Set<String> NOT_IN_1_20 = Set.of("CronJob", "PodDisruptionBudget");
    private static final List<ClusterUnderTest> CLUSTERS = new ArrayList<>();

    @Parameters(name = "{1}")
    public static List<Object[]> clusters() {
        CLUSTERS.add(PrivateCluster.start());
        RealCluster.configured().map(RealClusterUnderTest::new).ifPresent(CLUSTERS::add);
        return CLUSTERS.stream()
                .map(cluster -> new Object[] {cluster, cluster.name()})
                .toList();
    }

    @AfterClass
    public static void close() {
        CLUSTERS.forEach(ClusterUnderTest::close);
    }

    private final ClusterUnderTest cluster;
    private final boolean real;
    private String namespace;
    private KubeletStandIn kubelet;

    public ShopOnRealClusterTest(ClusterUnderTest cluster, String name) {
        this.cluster = cluster;
        this.real = !(cluster instanceof PrivateCluster);
        assertThat(name).isEqualTo(cluster.name());
    }

    @Before
    public void makeNamespace() {
        namespace = cluster.newNamespace("shop");
        if (real) {
            kubelet = KubeletStandIn.start(
                    new KubeletStandIn.Server(URI.create(cluster.url()), cluster.authorityPem(), cluster.adminToken()),
                    namespace,
                    new PodScript(PodPace.QUICK));
        }
    }

    @After
    public void stopKubelet() {
        if (kubelet != null) {
            kubelet.close();
        }
    }

    @Test
    public void deploys_then_finds_nothing_to_do_then_rolls_out_one_new_image() {
        List<Manifest> shop = shop();

        DeployOutcome first = deploy(shop);
        assertThat(first.failure()).isEmpty();
        assertThat(first.result()).isEqualTo(Result.SUCCESS);
        assertThat(first.plan().changes()).hasSameSizeAs(shop).allMatch(Change.Create.class::isInstance);
        assertThat(first.verdicts()).hasSameSizeAs(shop).allSatisfy((ref, verdict) -> assertThat(verdict)
                .isEqualTo(Verdict.READY));

        DeployOutcome again = deploy(shop);
        assertThat(again.result()).isEqualTo(Result.SUCCESS);
        assertThat(again.plan().changes()).allMatch(Change.Unchanged.class::isInstance);
        assertThat(again.requests().getOrDefault("apply", 0)).isZero();

        DeployOutcome newImage = deploy(
                shop.stream().map(ShopOnRealClusterTest::withNewStorefront).toList());
        assertThat(newImage.result()).isEqualTo(Result.SUCCESS);
        assertThat(newImage.plan().changes())
                .filteredOn(change -> !(change instanceof Change.Unchanged))
                .singleElement()
                .satisfies(change -> assertThat(change.ref().name()).isEqualTo("storefront"))
                .satisfies(change -> assertThat(change.ref().kind()).isEqualTo("Deployment"));
    }

    private DeployOutcome deploy(List<Manifest> manifests) {
        DeployOptions usual = DeployOptions.DEFAULTS;
        DeployOptions options = new DeployOptions(
                DeployType.SMART_DEPLOY,
                false,
                true,
                false,
                true,
                Duration.ofMinutes(2),
                usual.lockTimeout(),
                usual.width(),
                Set.of(),
                false,
                Set.of(),
                usual.patience());
        DeployTarget target = new DeployTarget("test", "", namespace, namespace);
        try (Link link = Links.open(Access.DIRECT, LinkListener.SILENT);
                KubeClient kube = new KubeClient(
                        reachable(),
                        link,
                        new ClientSettings(Duration.ofSeconds(30), notice -> {}, LinkListener.SILENT))) {
            return new Deployer(kube, Clock.systemUTC(), LockHolder.named("shop-test"), event -> {})
                    .deploy(new DeployRequest(target, manifests, true, options, null, false), new Cancellation());
        }
    }

    private Cluster reachable() {
        return new Cluster(
                "test",
                URI.create(cluster.url()),
                Pem.authority(cluster.authorityPem()),
                null,
                false,
                new Credentials.BearerToken(SecretSource.of(cluster.adminToken())),
                null,
                Access.DIRECT);
    }

    private List<Manifest> shop() {
        return new ManifestReader(InputStream.nullInputStream(), ManifestLimits.DEFAULT)
                .read(List.of("../examples/shop/k8s")).stream()
                        .filter(manifest ->
                                !real || !NOT_IN_1_20.contains(manifest.ref().kind()))
                        .map(this::waitingHere)
                        .toList();
    }

    /** The example's dependency names the namespace {@code shop}; a test has one of its own. */
    private Manifest waitingHere(Manifest manifest) {
        String name = "config.kubernetes.io/depends-on";
        ObjectNode body = manifest.body().deepCopy();
        String reference = body.path("metadata").path("annotations").path(name).asText("");
        if (reference.isEmpty()) {
            return manifest;
        }
        body.withObject("/metadata")
                .withObject("/annotations")
                .put(name, reference.replace("/shop/", "/" + namespace + "/"));
        return manifest.withBody(body);
    }

    private static Manifest withNewStorefront(Manifest manifest) {
        ObjectNode body = manifest.body().deepCopy();
        body.path("spec").path("template").path("spec").path("containers").forEach(container -> {
            String image = container.path("image").asText().replace("storefront:2.4.1", "storefront:2.5.0");
            ((ObjectNode) container).put("image", image);
        });
        return manifest.withBody(body);
    }
}
