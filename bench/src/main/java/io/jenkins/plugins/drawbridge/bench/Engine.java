package io.jenkins.plugins.drawbridge.bench;

import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.deploy.Cancellation;
import io.jenkins.plugins.drawbridge.engine.deploy.DeployOptions;
import io.jenkins.plugins.drawbridge.engine.deploy.DeployOutcome;
import io.jenkins.plugins.drawbridge.engine.deploy.DeployRequest;
import io.jenkins.plugins.drawbridge.engine.deploy.DeployTarget;
import io.jenkins.plugins.drawbridge.engine.deploy.Deployer;
import io.jenkins.plugins.drawbridge.engine.deploy.LockHolder;
import io.jenkins.plugins.drawbridge.engine.deploy.Result;
import io.jenkins.plugins.drawbridge.engine.kube.ClientSettings;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.link.Link;
import io.jenkins.plugins.drawbridge.engine.link.LinkListener;
import io.jenkins.plugins.drawbridge.engine.link.Links;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestLimits;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestReader;
import io.jenkins.plugins.drawbridge.engine.plan.DeployType;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Our engine inside this JVM, from the files to the outcome. Each instance is one open link with its client; a fresh
 * instance pays for the connection as well. Does not wait for pods: there is no kubelet, and kubectl does not either.
 */
final class Engine implements AutoCloseable {

    private final Link link;
    private final KubeClient kube;
    private final String cluster;
    private Map<String, Integer> requests = Map.of();

    Engine(Cluster cluster) {
        this.cluster = cluster.id();
        this.link = Links.open(cluster.access(), LinkListener.SILENT);
        this.kube = new KubeClient(cluster, link, ClientSettings.QUIET);
    }

    DeployOutcome deploy(Path folder, String namespace) {
        return checked(deployer().deploy(request(folder, namespace), new Cancellation()), Result.SUCCESS);
    }

    DeployOutcome plan(Path folder, String namespace) {
        return checked(deployer().plan(request(folder, namespace)), Result.PLANNED);
    }

    private Deployer deployer() {
        return new Deployer(kube, Clock.systemUTC(), LockHolder.named("bench"), event -> {});
    }

    /** Requests of this instance, so far, by verb. */
    Map<String, Integer> requests() {
        return requests;
    }

    private DeployOutcome checked(DeployOutcome outcome, Result wanted) {
        requests = outcome.requests();
        if (outcome.result() != wanted) {
            throw new IllegalStateException("the engine says " + outcome.result() + ": "
                    + outcome.failure().map(Throwable::toString).orElse("") + outcome.notices());
        }
        return outcome;
    }

    private DeployRequest request(Path folder, String namespace) {
        ManifestReader reader = new ManifestReader(InputStream.nullInputStream(), ManifestLimits.DEFAULT);
        return new DeployRequest(
                new DeployTarget(cluster, "", namespace, namespace),
                reader.read(List.of(folder.toString())),
                true,
                options(),
                null,
                false);
    }

    private static DeployOptions options() {
        DeployOptions defaults = DeployOptions.DEFAULTS;
        return new DeployOptions(
                DeployType.SMART_DEPLOY,
                false,
                true,
                false,
                false,
                defaults.timeout(),
                defaults.lockTimeout(),
                defaults.width(),
                Set.of(),
                false,
                Set.of(),
                defaults.patience());
    }

    @Override
    public void close() {
        kube.close();
        link.close();
    }
}
