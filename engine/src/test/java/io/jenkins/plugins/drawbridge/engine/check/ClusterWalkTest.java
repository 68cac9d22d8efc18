package io.jenkins.plugins.drawbridge.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.engine.Door;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.cluster.Access;
import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.cluster.Credentials;
import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import io.jenkins.plugins.drawbridge.engine.cluster.HostPort;
import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import io.jenkins.plugins.drawbridge.testkit.api.Fault;
import io.jenkins.plugins.drawbridge.testkit.bastion.Names;
import io.jenkins.plugins.drawbridge.testkit.bastion.SshBastion;
import io.jenkins.plugins.drawbridge.testkit.bastion.SshRules;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class ClusterWalkTest {

    private static final String NAMESPACE = "shop";

    private PrivateCluster cluster;

    @Before
    public void start() {
        cluster = PrivateCluster.start();
        cluster.namespace(NAMESPACE);
    }

    @After
    public void stop() {
        cluster.close();
    }

    @Test
    public void a_walk_that_arrives_tells_each_step_in_order() {
        Walk walk = ClusterWalk.check(Door.cluster(cluster, cluster.adminToken()), NAMESPACE);

        assertThat(walk.ending()).isEqualTo(Walk.Ending.MAY_DEPLOY);
        assertThat(walk.passed()).isTrue();
        assertThat(walk.lines()).allMatch(WalkLine::passed).allMatch(line -> !line.took()
                .isNegative());
        assertThat(walk.lines()).extracting(WalkLine::step).contains("Kubernetes v1.32.0", "yes, to namespace shop");
        assertThat(cluster.writes()).isZero();
    }

    @Test
    public void names_the_rights_that_are_missing() {
        String token = cluster.user("reader").allow("list", "pods", NAMESPACE).token();

        Walk walk = ClusterWalk.check(Door.cluster(cluster, token), NAMESPACE);

        assertThat(walk.ending()).isEqualTo(Walk.Ending.LACKS_RIGHTS);
        WalkLine last = walk.lines().get(walk.lines().size() - 1);
        assertThat(last.passed()).isFalse();
        assertThat(last.step()).contains("patch deployments.apps").doesNotContain("list pods,");
    }

    @Test
    public void asks_for_all_rights_at_once() {
        CyclicBarrier together = new CyclicBarrier(10);
        cluster.faults()
                .always(
                        request -> request.resource().equals("selfsubjectaccessreviews") && waited(together),
                        Fault.close());

        Walk walk = ClusterWalk.check(Door.cluster(cluster, cluster.adminToken()), NAMESPACE);

        assertThat(together.isBroken()).isFalse();
        assertThat(walk.ending()).isEqualTo(Walk.Ending.MAY_DEPLOY);
    }

    @Test
    public void a_review_that_fails_is_the_sentence_of_the_walk() {
        cluster.faults().always(request -> request.resource().equals("selfsubjectaccessreviews"), Fault.failure(403));

        Walk walk = ClusterWalk.check(Door.cluster(cluster, cluster.adminToken()), NAMESPACE);

        assertThat(walk.ending()).isEqualTo(Walk.Ending.NOT_REACHED);
        assertThat(walk.lines())
                .last()
                .extracting(WalkLine::step)
                .asString()
                .doesNotContain("Exception")
                .contains("etcdserver");
    }

    /** False where all have come; true, and so a fault, where one waited for the others in vain. */
    private static boolean waited(CyclicBarrier together) {
        try {
            together.await(30, TimeUnit.SECONDS);
            return false;
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            return true;
        }
    }

    @Test
    public void a_wrong_token_and_a_secret_that_is_not_there_end_differently() {
        Walk refused = ClusterWalk.check(Door.cluster(cluster, "wrong"), NAMESPACE);
        Cluster plain = Door.cluster(cluster, "any");
        SecretSource missing = () -> {
            throw new InputException("the token's file is not there");
        };
        Cluster unreadable = new Cluster(
                plain.id(),
                plain.url(),
                plain.authority(),
                null,
                false,
                new Credentials.BearerToken(missing),
                null,
                plain.access());

        Walk bad = ClusterWalk.check(unreadable, NAMESPACE);

        assertThat(refused.ending()).isEqualTo(Walk.Ending.NOT_REACHED);
        assertThat(bad.ending()).isEqualTo(Walk.Ending.BAD_INPUT);
        assertThat(bad.lines()).last().extracting(WalkLine::step).isEqualTo("the token's file is not there");
    }

    @Test
    public void sends_no_password_to_a_bastion_with_another_host_key() {
        try (SshBastion bastion = SshBastion.start(SshRules.password("deploy", "secret"), new Names())) {
            Hop.Ssh hop = new Hop.Ssh(
                    new HostPort("127.0.0.1", bastion.port()),
                    "deploy",
                    new Hop.SshIdentity.Password(SecretSource.of("secret")),
                    new Hop.HostKeys.Fingerprints(List.of("SHA256:" + "A".repeat(43))));

            Walk walk =
                    ClusterWalk.check(Door.cluster(cluster, cluster.adminToken(), new Access(List.of(hop))), NAMESPACE);

            assertThat(walk.ending()).isEqualTo(Walk.Ending.NOT_REACHED);
            assertThat(walk.lines()).last().satisfies(line -> {
                assertThat(line.passed()).isFalse();
                assertThat(line.step()).contains("SSH hop 127.0.0.1:" + bastion.port());
            });
            assertThat(walk.lines()).extracting(WalkLine::label, WalkLine::step).doesNotHaveDuplicates();
            assertThat(bastion.passwords()).isEmpty();
            assertThat(cluster.requests()).isEmpty();
        }
    }
}
