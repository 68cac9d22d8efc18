package io.jenkins.plugins.drawbridge.testkit.rollout;

import java.time.Duration;

/**
 * How quick the kubelet is.
 *
 * @param start from creation to running
 * @param ready from running to ready
 * @param restart between a crash and the next run
 */
public record PodPace(Duration start, Duration ready, Duration restart) {

    /** For tests: a pod is ready after about 100 ms. */
    public static final PodPace QUICK =
            new PodPace(Duration.ofMillis(60), Duration.ofMillis(40), Duration.ofMillis(60));

    /** For people who watch: a pod is ready after about two seconds. */
    public static final PodPace VISIBLE =
            new PodPace(Duration.ofMillis(900), Duration.ofMillis(900), Duration.ofSeconds(1));
}
