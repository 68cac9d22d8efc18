package io.jenkins.plugins.drawbridge.server.run;

import io.jenkins.plugins.drawbridge.engine.deploy.DeployOutcome;
import io.jenkins.plugins.drawbridge.engine.deploy.DeployRequest;
import io.jenkins.plugins.drawbridge.engine.deploy.Deployer;
import io.jenkins.plugins.drawbridge.engine.deploy.LockHolder;
import io.jenkins.plugins.drawbridge.engine.link.LinkListener;
import io.jenkins.plugins.drawbridge.engine.report.Colours;
import io.jenkins.plugins.drawbridge.engine.report.OutcomeReport;
import io.jenkins.plugins.drawbridge.engine.report.Report;
import io.jenkins.plugins.drawbridge.engine.report.ReportHtml;
import io.jenkins.plugins.drawbridge.engine.report.ReportJson;
import io.jenkins.plugins.drawbridge.engine.report.ReportMarkdown;
import io.jenkins.plugins.drawbridge.engine.report.ReportText;
import io.jenkins.plugins.drawbridge.engine.step.Bridge;
import io.jenkins.plugins.drawbridge.server.cli.ExitCode;
import io.jenkins.plugins.drawbridge.server.cli.OutputFormat;
import io.jenkins.plugins.drawbridge.server.cli.PlanRequest;
import io.jenkins.plugins.drawbridge.server.cli.Surroundings;
import io.jenkins.plugins.drawbridge.server.cli.Terminal;
import java.time.Clock;
import java.time.ZoneId;

/** {@code plan}: says what a deploy would do. */
final class PlanAction {

    private PlanAction() {}

    static ExitCode run(PlanRequest request, Surroundings surroundings) {
        DeployRequest order = Orders.of(request, surroundings);
        try (Bridge bridge = Bridge.to(
                request.target().cluster(),
                request.target().requestTimeout(),
                LinkListener.SILENT,
                surroundings::complain)) {
            Deployer deployer = new Deployer(
                    bridge.kube(), Clock.system(ZoneId.systemDefault()), LockHolder.named("plan"), event -> {});
            DeployOutcome outcome = deployer.plan(order);
            Report report = OutcomeReport.of(outcome);
            surroundings.out().print(render(report, request.format(), surroundings.terminal()));
            surroundings.out().flush();
            return outcome.plan().changesNothing() ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private static String render(Report report, OutputFormat format, Terminal terminal) {
        return switch (format) {
            case json -> ReportJson.write(report);
            case markdown -> ReportMarkdown.render(report);
            case html -> ReportHtml.page(report);
            case text -> text(report, terminal);
        };
    }

    static String text(Report report, Terminal terminal) {
        return ReportText.render(report, Colours.when(terminal.colours()), terminal.stdout() ? terminal.columns() : 0);
    }
}
