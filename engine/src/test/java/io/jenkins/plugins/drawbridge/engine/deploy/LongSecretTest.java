package io.jenkins.plugins.drawbridge.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.drawbridge.testkit.ClusterUnderTest;
import io.jenkins.plugins.drawbridge.testkit.ClustersUnderTest;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import java.util.List;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** A secret that is longer than anything that is shown of what a cluster says. */
@RunWith(Parameterized.class)
public class LongSecretTest {

    private static final ClustersUnderTest CLUSTERS = ClustersUnderTest.start(PrivateCluster.builder());

    @Parameters(name = "{1}")
    public static List<Object[]> clusters() {
        return CLUSTERS.parameters();
    }

    @AfterClass
    public static void close() {
        CLUSTERS.close();
    }

    private final ClusterUnderTest cluster;
    private Scene scene;

    public LongSecretTest(ClusterUnderTest cluster, String name) {
        this.cluster = cluster;
        assertThat(name).isEqualTo(cluster.name());
    }

    @Before
    public void open() {
        scene = new Scene(cluster);
    }

    @After
    public void leave() {
        scene.close();
    }

    @Test
    public void its_beginning_does_not_show_where_a_refusal_is_cut() {
        String secret = "c4n4ry".repeat(20_000);
        String job = Text.job("migrate", "migrate:1.0.0", "")
                .replace("{name: main,", "{name: main, env: [{name: SIGNING_PASSWORD, value: " + secret + "}],");
        String labelled = job.replace("  name: migrate\n", "  name: migrate\n  labels: {told: " + secret + "}\n");
        Throwable refused = catchThrowable(() -> scene.deploy(labelled));

        assertThat(refused).isInstanceOf(PlanRefusedException.class).hasMessageContaining("Invalid value: ");
        assertThat(refused.getMessage()).hasSizeLessThan(10_000).doesNotContain("c4n4ry");
    }
}
