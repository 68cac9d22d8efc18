package io.jenkins.plugins.drawbridge.server.cli;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.cluster.ClusterOverrides;
import io.jenkins.plugins.drawbridge.engine.cluster.Configuration;
import io.jenkins.plugins.drawbridge.engine.cluster.Environment;
import io.jenkins.plugins.drawbridge.engine.cluster.InClusterAccount;
import io.jenkins.plugins.drawbridge.engine.cluster.KubeContext;
import io.jenkins.plugins.drawbridge.engine.cluster.Kubeconfig;
import io.jenkins.plugins.drawbridge.engine.cluster.Kubeconfig.Selection;
import io.jenkins.plugins.drawbridge.engine.cluster.Namespaces;
import io.jenkins.plugins.drawbridge.engine.cluster.ProxyVariables;
import io.jenkins.plugins.drawbridge.server.config.SettingsFile;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which cluster and namespace the flags mean. An environment or cluster of {@code drawbridge.yaml} comes first, unless a
 * kubeconfig is named; then the kubeconfig; then the pod we run in.
 */
final class TargetResolver {

    private final ConnectionOptions.Place place;
    private final ClusterOverrides overrides;
    private final Surroundings surroundings;

    TargetResolver(ConnectionOptions.Place place, ClusterOverrides overrides, Surroundings surroundings) {
        this.place = place;
        this.overrides = overrides;
        this.surroundings = surroundings;
    }

    Target target() {
        Optional<Path> file = kubeconfigNamed() ? refusedConfiguration() : configurationFile();
        Target target = file.isPresent() ? fromConfiguration(file.get()) : fromKubeconfig();
        if (!Namespaces.isValid(target.namespace())) {
            throw new InputException("--namespace must be " + Namespaces.WORDS);
        }
        return target;
    }

    private boolean kubeconfigNamed() {
        return place.kubeconfig != null || place.context != null || place.user != null;
    }

    private Optional<Path> refusedConfiguration() {
        if (place.environment != null || place.config != null) {
            throw new InputException("--environment and --config are about drawbridge.yaml; --kubeconfig, --context and"
                    + " --user about a kubeconfig; give one kind");
        }
        return Optional.empty();
    }

    /** The file that is named; or else the one in this folder, if the flags need it or leave the cluster open. */
    private Optional<Path> configurationFile() {
        ConfigurationFile file = ConfigurationFile.of(place.config, surroundings);
        if (place.config != null) {
            return Optional.of(file.path());
        }
        if (place.environment != null) {
            file.refuseIfAbsent();
        }
        return file.there() && (overrides.server() == null || named()) ? Optional.of(file.path()) : Optional.empty();
    }

    private boolean named() {
        return place.cluster != null || place.environment != null;
    }

    private Target fromConfiguration(Path file) {
        if (overrides.server() != null) {
            throw new InputException("--server and drawbridge.yaml both say where the cluster is; give one of them");
        }
        Configuration configuration =
                SettingsFile.read(file, surroundings.environment()).shared();
        Environment environment = environment(configuration, file);
        Cluster cluster = overrides.applyTo(cluster(configuration, environment, file));
        if (environment != null) {
            return new Target(cluster, environment.namespace(), true, environment, Duration.ZERO);
        }
        Target target = target(new KubeContext(cluster, null));
        return target.in(production(configuration, target));
    }

    /** Production is asked about however it is named, unless it is something else as well. */
    private static @Nullable Environment production(Configuration configuration, Target target) {
        List<Environment> there = configuration.environments().stream()
                .filter(environment ->
                        environment.cluster().equals(target.cluster().id())
                                && environment.namespace().equals(target.namespace()))
                .toList();
        return !there.isEmpty() && there.stream().allMatch(Environment::production) ? there.get(0) : null;
    }

    private @Nullable Environment environment(Configuration configuration, Path file) {
        if (place.environment == null) {
            return null;
        }
        Environment environment = ConfigurationFile.environment(place.environment, configuration, file);
        refuseOther("--cluster", place.cluster, environment.cluster());
        refuseOther("--namespace", place.namespace, environment.namespace());
        return environment;
    }

    private void refuseOther(String flag, @Nullable String given, String meant) {
        if (given != null && !given.equals(meant)) {
            throw new InputException("environment " + place.environment + " is at '" + meant + "'; " + flag + " "
                    + given + " says otherwise, so leave one of them out");
        }
    }

    private Cluster cluster(Configuration configuration, @Nullable Environment environment, Path file) {
        List<String> ids = configuration.clusters().stream().map(Cluster::id).toList();
        String id = environment == null ? place.cluster : environment.cluster();
        if (id == null && ids.size() == 1) {
            return configuration.clusters().get(0);
        }
        if (id == null) {
            throw new InputException(file + " has several clusters; name one with --cluster ("
                    + ConfigurationFile.listed(ids) + ") or an environment with --environment ("
                    + ConfigurationFile.listed(ConfigurationFile.ids(configuration)) + ")");
        }
        return configuration.cluster(id).orElseThrow(() -> ConfigurationFile.unknown("cluster", id, file, ids));
    }

    private Target fromKubeconfig() {
        Kubeconfig kubeconfig = place.kubeconfig == null
                ? Kubeconfig.read(kubeconfigFiles())
                : Kubeconfig.read(surroundings.folder().resolve(place.kubeconfig));
        if (kubeconfig.isEmpty() && overrides.server() != null) {
            return target(new KubeContext(byVariables(overrides.alone()), null));
        }
        KubeContext context = kubeconfig.isEmpty() && !kubeconfigNamed() && place.cluster == null
                ? InClusterAccount.find(surroundings.environment(), surroundings.serviceAccount())
                        .orElseThrow(TargetResolver::nothingSaid)
                : kubeconfig.select(
                        new Selection(place.context, place.cluster, place.user, overrides.haveCredentials()));
        Cluster cluster = byVariables(overrides.applyTo(context.cluster()));
        return target(new KubeContext(cluster, context.namespace()));
    }

    /** A kubeconfig leaves the proxy to the environment, as it does with kubectl; drawbridge.yaml says how it is. */
    private Cluster byVariables(Cluster cluster) {
        return ProxyVariables.applyTo(cluster, surroundings.environment());
    }

    private List<Path> kubeconfigFiles() {
        String variable = surroundings.environment().getOrDefault("KUBECONFIG", "");
        Stream<Path> named = Arrays.stream(variable.split(File.pathSeparator))
                .filter(name -> !name.isEmpty())
                .map(surroundings.folder()::resolve);
        List<Path> files = named.collect(Collectors.toList());
        return files.isEmpty() ? List.of(surroundings.home().resolve(".kube/config")) : files;
    }

    private static InputException nothingSaid() {
        return new InputException("no cluster was named: give --environment or --cluster with a drawbridge.yaml,"
                + " --kubeconfig, or --server");
    }

    private Target target(KubeContext context) {
        String namespace = Optional.ofNullable(place.namespace)
                .or(() -> Optional.ofNullable(context.namespace()))
                .orElse("default");
        return new Target(context.cluster(), namespace, place.namespace != null, null, Duration.ZERO);
    }
}
