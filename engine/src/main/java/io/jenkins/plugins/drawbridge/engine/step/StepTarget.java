package io.jenkins.plugins.drawbridge.engine.step;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.cluster.Configuration;
import io.jenkins.plugins.drawbridge.engine.cluster.Environment;
import io.jenkins.plugins.drawbridge.engine.cluster.Namespaces;
import io.jenkins.plugins.drawbridge.engine.deploy.DeployTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an order goes, with the clusters and environments of a host.
 *
 * @param production whether the environment is a production one
 * @param variablePrefix the environment's; empty: none
 */
public record StepTarget(Cluster cluster, DeployTarget target, boolean production, String variablePrefix) {

    /** @throws InputException if the order names what does not exist, or two places at once */
    public static StepTarget of(StepOrder order, Configuration configuration) {
        if (order.environment().isEmpty()) {
            return at(order, cluster(order.cluster(), configuration), order.namespace(), null);
        }
        Environment environment = configuration
                .environment(order.environment())
                .orElseThrow(() -> new InputException("there is no environment '" + order.environment() + "'; there is "
                        + listed(configuration.environments().stream()
                                .map(Environment::id)
                                .toList())));
        if (!order.namespace().isEmpty() && !order.namespace().equals(environment.namespace())) {
            throw new InputException("environment " + environment.id() + " is the namespace " + environment.namespace()
                    + ", but " + order.namespace() + " was asked for; correct one of them");
        }
        return at(order, cluster(environment.cluster(), configuration), environment.namespace(), environment);
    }

    private static StepTarget at(
            StepOrder order, Cluster cluster, String namespace, @Nullable Environment environment) {
        if (!Namespaces.isValid(namespace)) {
            throw new InputException("the namespace must be " + Namespaces.WORDS);
        }
        String application = order.application().isEmpty() ? namespace : order.application();
        return new StepTarget(
                cluster,
                new DeployTarget(cluster.id(), order.environment(), namespace, application),
                environment != null && environment.production(),
                environment == null ? "" : environment.variablePrefix());
    }

    private static Cluster cluster(String id, Configuration configuration) {
        return configuration
                .cluster(id)
                .orElseThrow(() -> new InputException("there is no cluster '" + id + "'; there is "
                        + listed(configuration.clusters().stream()
                                .map(Cluster::id)
                                .toList())));
    }

    private static String listed(List<String> words) {
        return words.isEmpty() ? "none" : String.join(", ", words);
    }
}
