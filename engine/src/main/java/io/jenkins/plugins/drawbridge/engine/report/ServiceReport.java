package io.jenkins.plugins.drawbridge.engine.report;

import io.jenkins.plugins.drawbridge.engine.deploy.Verdict;
import io.jenkins.plugins.drawbridge.engine.plan.ServicePlan;
import org.jspecify.annotations.Nullable;

/**
 * A service and how it ended.
 *
 * @param verdict the worst of its objects; null for a plan, and when nothing was done
 */
public record ServiceReport(ServicePlan plan, @Nullable Verdict verdict) {}
