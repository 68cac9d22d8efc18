package io.jenkins.plugins.drawbridge.server.runtime;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pod.
 *
 * @param phase Kubernetes's: Pending, Running, Succeeded, Failed, Unknown
 * @param status as kubectl shows it: Running, CrashLoopBackOff, Init:ErrImagePull, Terminating, Completed
 * @param reason one sentence why it is not well; may be empty
 * @param node empty while none took it
 * @param readyContainers how many of {@code containers} (without init containers) are ready
 */
public record PodView(
        String name,
        Health health,
        String phase,
        String status,
        String reason,
        String node,
        int readyContainers,
        int restarts,
        List<ContainerView> containers,
        @Nullable Instant created) {

    public PodView {
        containers = List.copyOf(containers);
    }
}
