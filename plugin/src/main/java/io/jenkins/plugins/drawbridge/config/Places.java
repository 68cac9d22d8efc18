package io.jenkins.plugins.drawbridge.config;

import hudson.model.Item;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.cluster.Configuration;
import io.jenkins.plugins.drawbridge.engine.step.StepOrder;
import io.jenkins.plugins.drawbridge.engine.step.StepTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The clusters and environments that an item sees: the global ones and those of the folders around it, where the nearest
 * of one id wins. A value of the moment.
 */
public final class Places {

    private final Map<String, ClusterDefinition> clusters = new LinkedHashMap<>();
    private final Map<String, EnvironmentDefinition> environments = new LinkedHashMap<>();

    private Places() {}

    /** @param item null: what is global */
    public static Places of(@Nullable Item item) {
        Places places = new Places();
        DrawbridgeConfiguration global = DrawbridgeConfiguration.get();
        places.add(global.getClusters(), global.getEnvironments());
        if (item != null) {
            for (FolderPlaces folder : FolderPlaces.around(item)) {
                places.add(folder.clusters(), folder.environments());
            }
        }
        return places;
    }

    /** What the form of a folder may try: the folder's own clusters alone, and every environment that may lie on them. */
    static Places ofForm(Item folder) {
        Places places = of(folder);
        places.clusters.clear();
        FolderPlaces.of(folder).ifPresent(own -> places.add(own.clusters(), own.environments()));
        return places;
    }

    /** What is added later is nearer. */
    private void add(List<ClusterDefinition> nearer, List<EnvironmentDefinition> nearerEnvironments) {
        nearer.forEach(cluster -> clusters.put(cluster.getId(), cluster));
        nearerEnvironments.forEach(environment -> environments.put(environment.getId(), environment));
    }

    public List<String> clusterIds() {
        return List.copyOf(clusters.keySet());
    }

    public List<String> environmentIds() {
        return List.copyOf(environments.keySet());
    }

    /**
     * Where an order goes.
     *
     * @throws InputException if the order names what is not seen from here, or the cluster's definition has a fault
     */
    public StepTarget target(StepOrder order, CredentialsView credentials) {
        String cluster = clusterOf(order);
        if (!cluster.isEmpty() && !clusters.containsKey(cluster)) {
            throw new InputException("there is no cluster '" + cluster + "' for this job; there is "
                    + (clusters.isEmpty() ? "none" : String.join(", ", clusters.keySet())));
        }
        return StepTarget.of(order, configuration(cluster, credentials));
    }

    /** @throws InputException if there is no such cluster, or its definition has a fault */
    Cluster cluster(String id, CredentialsView credentials) {
        ClusterDefinition definition = clusters.get(id);
        if (definition == null) {
            throw new InputException("there is no cluster '" + id + "'; save the form first");
        }
        return ClusterDescription.read(definition, credentials);
    }

    /** Where a deploy to this cluster might go. */
    String someNamespace(String cluster) {
        return environments.values().stream()
                .filter(environment -> environment.getCluster().equals(cluster))
                .map(EnvironmentDefinition::getNamespace)
                .findFirst()
                .orElse("default");
    }

    private String clusterOf(StepOrder order) {
        EnvironmentDefinition environment = environments.get(order.environment());
        return environment == null ? order.cluster() : environment.getCluster();
    }

    /** Other clusters may have faults, or credentials that this job does not see: they are not wanted now. */
    private Configuration configuration(String wanted, CredentialsView credentials) {
        List<Cluster> read = new ArrayList<>();
        clusters.values().forEach(definition -> {
            if (definition.getId().equals(wanted)) {
                read.add(ClusterDescription.read(definition, credentials));
            }
        });
        return new Configuration(
                read,
                environments.values().stream()
                        .map(EnvironmentDefinition::toEnvironment)
                        .toList());
    }
}
