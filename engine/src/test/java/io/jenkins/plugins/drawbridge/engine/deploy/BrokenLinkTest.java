package io.jenkins.plugins.drawbridge.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.drawbridge.engine.Door;
import io.jenkins.plugins.drawbridge.engine.cluster.Access;
import io.jenkins.plugins.drawbridge.engine.cluster.Credentials;
import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import io.jenkins.plugins.drawbridge.engine.cluster.HostPort;
import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import io.jenkins.plugins.drawbridge.engine.link.LinkException;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import io.jenkins.plugins.drawbridge.testkit.bastion.ConnectProxy;
import io.jenkins.plugins.drawbridge.testkit.bastion.Names;
import io.jenkins.plugins.drawbridge.testkit.bastion.ProxyRules;
import io.jenkins.plugins.drawbridge.testkit.bastion.SshBastion;
import io.jenkins.plugins.drawbridge.testkit.bastion.SshRules;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.Test;

/** A deploy over a proxy and two SSH hops, and what becomes of it when the bridge breaks. */
public class BrokenLinkTest {

    private static final PrivateCluster BOX = PrivateCluster.start();
    private static final Names NAMES = new Names();
    private static final ConnectProxy PROXY =
            ConnectProxy.start(ProxyRules.open().basic("ci", "c4n4ry-proxy"), NAMES);
    private static final SshBastion OUTER = SshBastion.start(SshRules.password("deploy", "c4n4ry-outer"), NAMES);
    private static final SshBastion INNER = SshBastion.start(SshRules.password("deploy", "c4n4ry-inner"), NAMES);

    private Scene scene;

    @AfterClass
    public static void close() {
        PROXY.close();
        OUTER.close();
        INNER.close();
        BOX.close();
    }

    @Before
    public void open() {
        scene = new Scene(BOX);
    }

    @After
    public void leave() {
        scene.close();
    }

    private static Access access(String proxyPassword) {
        Credentials credentials = new Credentials.Basic("ci", SecretSource.of(proxyPassword));
        return new Access(List.of(
                new Hop.Proxy(new HostPort("127.0.0.1", PROXY.port()), false, null, null, credentials, List.of()),
                ssh(OUTER, "c4n4ry-outer"),
                ssh(INNER, "c4n4ry-inner")));
    }

    private static Hop ssh(SshBastion bastion, String password) {
        return new Hop.Ssh(
                new HostPort("127.0.0.1", bastion.port()),
                "deploy",
                new Hop.SshIdentity.Password(SecretSource.of(password)),
                new Hop.HostKeys.Fingerprints(bastion.fingerprints()));
    }

    private Door door(Access access) {
        return Door.to(Door.cluster(BOX, BOX.adminToken(), access));
    }

    @Test
    public void a_deploy_of_a_hundred_objects_survives_a_bridge_that_breaks_twice() {
        StringBuilder yaml = new StringBuilder(Text.deployment("api", "api:1.0.0"));
        for (int number = 0; number < 100; number++) {
            yaml.append(Text.configMap("c" + number, "a", "1"));
        }
        AtomicInteger applied = new AtomicInteger();
        Wish wish = Wish.usual().hearing(event -> {
            if (event instanceof DeployEvent.Applied) {
                int count = applied.incrementAndGet();
                if (count == 30) {
                    PROXY.wire().cut();
                } else if (count == 101) {
                    INNER.wire().cut();
                }
            }
        });
        try (Door door = door(access("c4n4ry-proxy"))) {
            DeployOutcome outcome = scene.deploy(yaml.toString(), wish, door);

            assertThat(outcome.result())
                    .as("%s %s %s", outcome.failure(), unready(outcome), door.notices())
                    .isEqualTo(Result.SUCCESS);
            assertThat(outcome.verdicts()).hasSize(101).allSatisfy((ref, verdict) -> assertThat(verdict)
                    .isEqualTo(Verdict.READY));
            assertThat(door.notices()).as("it did break").isNotEmpty();
        }
        assertThat(scene.admin
                        .kube()
                        .list(Scene.CONFIG_MAPS, scene.namespace, "", item -> item.at("/metadata/name")
                                .asText()
                                .matches("c\\d+"))
                        .items())
                .hasSize(100);
        assertThat(scene.inventory()).hasSize(101);
        assertThat(scene.isLocked()).isFalse();
    }

    private static List<Verdict> unready(DeployOutcome outcome) {
        return outcome.verdicts().values().stream()
                .filter(verdict -> verdict.state() != Verdict.State.READY)
                .distinct()
                .toList();
    }

    @Test
    public void a_refused_proxy_password_is_sent_exactly_once_by_a_whole_deploy() {
        int before = PROXY.credentials().size();
        try (Door door = door(access("c4n4ry-wrong"))) {
            Throwable refused = catchThrowable(() -> scene.deploy(
                    Text.configMap("one") + Text.service("two") + Text.deployment("three", "a:1"), Wish.usual(), door));
            assertThat(refused).isInstanceOf(LinkException.class).hasMessageContaining("407");
            assertThat(refused).hasMessageNotContaining("c4n4ry");
        }
        assertThat(PROXY.credentials()).hasSize(before + 1);
    }
}
