package io.jenkins.plugins.drawbridge.server.store;

import java.time.Instant;

/**
 * One {@code smartDiff} or {@code smartDeploy} of a run: what the build page shows.
 *
 * @param path of its step, see {@link StepRecord#path()}
 * @param step {@code smartDiff} or {@code smartDeploy}
 * @param order the step's settled arguments as JSON, so that it can be rolled back to; holds no secret
 * @param progress what happens now, as JSON for the page's live view; masked
 * @param report {@code drawbridge.report/1}; empty until there is one; masked
 */
public record DeploySection(
        String path, String step, String order, String progress, String report, Instant updatedAt) {}
