package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import java.util.List;

/**
 * A deploy that holds the lock of an application now. The texts are the cluster's: not masked, not escaped.
 *
 * @param application as it stands in the lock's name
 * @param since RFC 3339, or words where that is not known
 */
public record RunningDeploy(String application, String holder, String since) {

    /**
     * Those of one namespace; none where the leases may not be listed.
     *
     * @throws io.jenkins.plugins.drawbridge.engine.DrawbridgeException if the cluster does not answer
     */
    public static List<RunningDeploy> in(KubeClient kube, String namespace) {
        try {
            return kube
                    .list(
                            LockLease.LEASES,
                            namespace,
                            "",
                            lease -> name(lease).startsWith(LockLease.PREFIX)
                                    && !LockLease.isExpired(lease, kube.clock().instant()))
                    .items()
                    .stream()
                    .map(lease -> new RunningDeploy(
                            name(lease).substring(LockLease.PREFIX.length()),
                            LockLease.holderOf(lease),
                            LockLease.since(lease)))
                    .toList();
        } catch (ApiException refused) {
            if (refused.isForbidden()) {
                return List.of();
            }
            throw refused;
        }
    }

    private static String name(JsonNode lease) {
        return lease.path("metadata").path("name").asText();
    }
}
