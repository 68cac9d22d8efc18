package io.jenkins.plugins.drawbridge.server.runtime;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Deployment, StatefulSet, DaemonSet, CronJob or Job.
 *
 * @param desired pods wanted; for a Job its completions, for a CronJob 0
 * @param ready pods ready; for a Job those that succeeded, for a CronJob its Jobs that run now
 * @param updated pods of the newest revision; same as {@code ready} where the kind has no revisions
 * @param detail what else is to be said, such as a schedule or why a rollout does not go on; may be empty
 * @param owner {@code CronJob/name} for a Job that one made; empty otherwise
 * @param images of its containers, init containers last
 * @param restarts of all its pods' containers
 * @param events the latest first, of itself, its ReplicaSets and its pods
 */
public record WorkloadView(
        String kind,
        String name,
        Health health,
        int desired,
        int ready,
        int updated,
        String detail,
        String owner,
        List<ImageView> images,
        @Nullable Instant created,
        int restarts,
        List<PodView> pods,
        List<EventView> events) {

    public WorkloadView {
        images = List.copyOf(images);
        pods = List.copyOf(pods);
        events = List.copyOf(events);
    }
}
