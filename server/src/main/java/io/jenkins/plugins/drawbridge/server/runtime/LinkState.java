package io.jenkins.plugins.drawbridge.server.runtime;

import java.time.Duration;

/**
 * The link over which a cluster is looked at, while it is open.
 *
 * @param openFor how long it has been
 * @param failing whether what was last asked over it failed
 */
public record LinkState(Duration openFor, boolean failing) {}
