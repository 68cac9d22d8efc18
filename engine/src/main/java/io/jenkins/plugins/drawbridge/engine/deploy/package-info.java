/**
 * Carrying a plan out: lock, inventory, waves, waiting with reasons, prune; a stream of events.
 */
@NullMarked
package io.jenkins.plugins.drawbridge.engine.deploy;

import org.jspecify.annotations.NullMarked;
