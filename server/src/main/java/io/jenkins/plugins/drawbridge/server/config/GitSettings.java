package io.jenkins.plugins.drawbridge.server.config;

import java.nio.file.Path;

/**
 * {@code git}: the cache of clones.
 *
 * @param cache folder that only the server uses
 * @param maxRepositoryBytes a larger clone is refused
 * @param maxCacheBytes the clones used longest ago go when all together are larger
 */
public record GitSettings(Path cache, long maxRepositoryBytes, long maxCacheBytes) {}
