package io.jenkins.plugins.drawbridge.server.runtime;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something the cluster noted.
 *
 * @param object {@code Pod/storefront-5c9-x2x}
 * @param count how often it happened
 */
public record EventView(
        boolean warning, String reason, String message, String object, int count, @Nullable Instant lastSeen) {}
