package io.jenkins.plugins.drawbridge.engine.report;

import io.jenkins.plugins.drawbridge.engine.deploy.Result;
import io.jenkins.plugins.drawbridge.engine.plan.DeployType;
import java.time.Instant;

/**
 * What ran, where and when.
 *
 * @param environment id of the environment; empty if the run named none
 */
public record Run(
        String cluster,
        String namespace,
        String application,
        String environment,
        DeployType deployType,
        boolean dryRun,
        Result result,
        Instant startedAt,
        Instant finishedAt) {}
