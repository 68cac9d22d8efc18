package io.jenkins.plugins.drawbridge.testkit.console;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the deploy tool answered to a trigger.
 *
 * @param queueItem the {@code Location}, resolved; null if there was none
 * @param pipelineId the last segment of it, which the Console keeps; empty if there was none
 * @param headers names in lower case, first values
 */
public record Triggered(
        int status,
        @Nullable URI queueItem,
        String pipelineId,
        Map<String, String> headers,
        String body,
        String triggerId) {

    public Triggered {
        headers = Map.copyOf(headers);
    }

    /** A new item, or one that waits already (303), which stands for ours. */
    public boolean isAccepted() {
        return (status == 201 || status == 303) && queueItem != null && !pipelineId.isEmpty();
    }
}
