package io.jenkins.plugins.drawbridge.engine.deploy;

import java.time.Duration;

/**
 * How long trouble may last before it counts as failure. A first failed pull or a first crash may be bad luck; the same
 * again is not.
 *
 * @param pull from the first image that could not be pulled
 * @param crash from the first crash loop seen, unless {@code crashes} came earlier
 * @param crashes restarts of one container that settle it at once
 * @param scheduling from a pod's creation until it must have found a node
 * @param creation from the first pod that could not be created (quota, admission)
 * @param others how long the rest of a wave is still awaited after one object failed
 */
public record Patience(
        Duration pull, Duration crash, int crashes, Duration scheduling, Duration creation, Duration others) {

    public static final Patience DEFAULT = new Patience(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            3,
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20));
}
