package io.jenkins.plugins.drawbridge.engine.cluster;

import java.util.List;
import java.util.Optional;

/** The part of {@code drawbridge.yaml} that every host shares. Ids are unique; environments name existing clusters. */
public record Configuration(List<Cluster> clusters, List<Environment> environments) {

    public Configuration {
        clusters = List.copyOf(clusters);
        environments = List.copyOf(environments);
    }

    public Optional<Cluster> cluster(String id) {
        return clusters.stream().filter(cluster -> cluster.id().equals(id)).findFirst();
    }

    public Optional<Environment> environment(String id) {
        return environments.stream()
                .filter(environment -> environment.id().equals(id))
                .findFirst();
    }
}
