package io.jenkins.plugins.drawbridge.engine.step;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.deploy.DeployOutcome;
import io.jenkins.plugins.drawbridge.engine.deploy.Verdict;
import io.jenkins.plugins.drawbridge.engine.report.Report;
import java.util.List;

/** Why a deploy failed, a line for each service that did; for the last words of a build. Pure. */
public final class FailureReasons {

    private static final int MOST = 10;

    private FailureReasons() {}

    public static String of(Report report, DeployOutcome outcome) {
        List<String> reasons = report.services().stream()
                .filter(service -> service.verdict() != null
                        && service.verdict().state() != Verdict.State.READY
                        && service.verdict().state() != Verdict.State.SKIPPED)
                .map(service -> service.plan().name() + ": " + EventLine.verdict(service.verdict()))
                .limit(MOST)
                .toList();
        String failure = outcome.failure().map(DrawbridgeException::getMessage).orElse("");
        if (reasons.isEmpty()) {
            return failure.isEmpty() ? "The deploy failed; the report says what." : failure;
        }
        return String.join("\n", reasons);
    }
}
