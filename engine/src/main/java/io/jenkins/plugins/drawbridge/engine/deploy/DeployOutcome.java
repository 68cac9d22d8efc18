package io.jenkins.plugins.drawbridge.engine.deploy;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import io.jenkins.plugins.drawbridge.engine.plan.Approval;
import io.jenkins.plugins.drawbridge.engine.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a plan or a deploy ended; a value, masked throughout.
 *
 * @param verdicts by object; none for a plan, and none for objects nothing was tried with
 * @param applied what was written, whatever became of it then
 * @param requests sent requests by verb
 * @param millis by phase
 * @param failure why the whole run broke off, if it did; single objects' failures are verdicts
 */
public record DeployOutcome(
        DeployTarget target,
        Plan plan,
        Optional<Approval> approval,
        boolean dryRun,
        Result result,
        Map<ObjectRef, Verdict> verdicts,
        Set<ObjectRef> applied,
        Instant startedAt,
        Instant finishedAt,
        Map<String, Integer> requests,
        Map<String, Long> millis,
        List<String> notices,
        Optional<DrawbridgeException> failure) {}
