package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.plan.References;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Reads the Secrets that pods are given, as they are in the cluster: what a pod prints is masked by those, which need not be
 * the input's. Asked for by name, since the account may be allowed some of them only.
 */
final class ReferredSecrets {

    private static final ApiResource SECRETS = new ApiResource("", "v1", "secrets", "Secret", true);

    private final KubeClient kube;
    private final Parallel parallel;

    ReferredSecrets(KubeClient kube, Parallel parallel) {
        this.kube = kube;
        this.parallel = parallel;
    }

    private record Wanted(String namespace, String name) {}

    List<ObjectNode> of(Collection<Manifest> workloads) {
        List<Wanted> wanted = workloads.stream()
                .flatMap(workload -> References.secrets(workload.body()).stream()
                        .map(name -> new Wanted(workload.ref().namespace(), name)))
                .distinct()
                .toList();
        return parallel.map(wanted, this::read).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<ObjectNode> read(Wanted secret) {
        try {
            return kube.get(SECRETS, secret.namespace(), secret.name());
        } catch (ApiException refused) {
            if (!refused.isForbidden()) {
                throw refused;
            }
            // What may not be read cannot be recognised.
            return Optional.empty();
        }
    }
}
