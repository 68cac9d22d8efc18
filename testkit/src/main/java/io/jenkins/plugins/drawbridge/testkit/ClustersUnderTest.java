package io.jenkins.plugins.drawbridge.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * The clusters a test class runs against: a private one of its own, and the real one where the environment names it ({@link
 * RealCluster#configured} says loudly when it does not, and fails where it must not be left out). For JUnit's parameters;
 * close it after the class.
 */
public final class ClustersUnderTest implements AutoCloseable {

    private final List<ClusterUnderTest> clusters = new ArrayList<>();

    private ClustersUnderTest() {}

    /** Starts the private cluster and finds the real one. */
    public static ClustersUnderTest start(PrivateClusterBuilder builder) {
        ClustersUnderTest all = new ClustersUnderTest();
        RealCluster.configured().map(RealClusterUnderTest::new).ifPresent(all.clusters::add);
        all.clusters.add(0, builder.start());
        return all;
    }

    /** One row for each cluster: itself and its name. */
    public List<Object[]> parameters() {
        return clusters.stream()
                .map(cluster -> new Object[] {cluster, cluster.name()})
                .toList();
    }

    @Override
    public void close() {
        clusters.forEach(ClusterUnderTest::close);
    }
}
