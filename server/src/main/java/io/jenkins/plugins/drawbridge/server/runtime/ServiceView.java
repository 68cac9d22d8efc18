package io.jenkins.plugins.drawbridge.server.runtime;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes Service.
 *
 * @param ports {@code http 80 → 8080/TCP}
 * @param externalAddress of its load balancer; empty if it has none
 */
public record ServiceView(
        String name,
        String type,
        String clusterIp,
        String externalAddress,
        List<String> ports,
        @Nullable Instant created) {

    public ServiceView {
        ports = List.copyOf(ports);
    }
}
