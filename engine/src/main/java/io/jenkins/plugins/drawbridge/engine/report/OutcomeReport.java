package io.jenkins.plugins.drawbridge.engine.report;

import io.jenkins.plugins.drawbridge.engine.deploy.DeployOutcome;
import io.jenkins.plugins.drawbridge.engine.deploy.Verdict;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Draws the report from how a plan or a deploy ended. Pure. */
public final class OutcomeReport {

    private OutcomeReport() {}

    public static Report of(DeployOutcome outcome) {
        Run run = new Run(
                outcome.target().cluster(),
                outcome.target().namespace(),
                outcome.target().application(),
                outcome.target().environment(),
                outcome.plan().deployType(),
                outcome.dryRun(),
                outcome.result(),
                outcome.startedAt(),
                outcome.finishedAt());
        Map<ObjectRef.Key, Verdict> verdicts = new HashMap<>();
        outcome.verdicts().forEach((ref, verdict) -> verdicts.put(ref.key(), verdict));
        Set<ObjectRef.Key> applied =
                outcome.applied().stream().map(ObjectRef::key).collect(Collectors.toSet());
        return Report.of(run, outcome.plan(), verdicts, applied)
                .with(costs(outcome))
                .with(outcome.approval().orElse(null))
                .withNotices(outcome.notices());
    }

    private static Costs costs(DeployOutcome outcome) {
        Map<String, Long> requests = new LinkedHashMap<>();
        outcome.requests().forEach((verb, count) -> requests.put(verb, count.longValue()));
        return new Costs(requests, outcome.millis());
    }
}
