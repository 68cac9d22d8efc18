package io.jenkins.plugins.drawbridge.steps;

import hudson.AbortException;
import hudson.console.HyperlinkNote;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.drawbridge.config.CredentialsView;
import io.jenkins.plugins.drawbridge.config.Places;
import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.deploy.Cancellation;
import io.jenkins.plugins.drawbridge.engine.deploy.DeployEvent;
import io.jenkins.plugins.drawbridge.engine.deploy.DeployOutcome;
import io.jenkins.plugins.drawbridge.engine.deploy.LockHolder;
import io.jenkins.plugins.drawbridge.engine.deploy.Result;
import io.jenkins.plugins.drawbridge.engine.plan.Approval;
import io.jenkins.plugins.drawbridge.engine.report.Colours;
import io.jenkins.plugins.drawbridge.engine.report.OutcomeReport;
import io.jenkins.plugins.drawbridge.engine.report.PlainText;
import io.jenkins.plugins.drawbridge.engine.report.Report;
import io.jenkins.plugins.drawbridge.engine.report.ReportText;
import io.jenkins.plugins.drawbridge.engine.step.FailureReasons;
import io.jenkins.plugins.drawbridge.engine.step.SmartStep;
import io.jenkins.plugins.drawbridge.engine.step.StepFiles;
import io.jenkins.plugins.drawbridge.engine.step.StepHost;
import io.jenkins.plugins.drawbridge.engine.step.StepLog;
import io.jenkins.plugins.drawbridge.engine.step.StepOrder;
import io.jenkins.plugins.drawbridge.engine.step.StepOrderJson;
import io.jenkins.plugins.drawbridge.engine.step.StepTarget;
import io.jenkins.plugins.drawbridge.engine.step.StepVariables;
import io.jenkins.plugins.drawbridge.report.SmartDeployAction;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import jenkins.model.CauseOfInterruption;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jspecify.annotations.Nullable;

/** Carries one step's order out, and tells the step's context how it ended, once. Runs on a thread of its own. */
final class DeployWork implements Runnable {

    private static final Logger LOG = Logger.getLogger(DeployWork.class.getName());

    private final StepContext context;
    private final Run<?, ?> run;
    private final String order;
    private final String section;
    private final String approved;
    private final Clock clock = Clock.systemUTC();
    private final Cancellation cancellation = new Cancellation();
    private final WorkspaceReader workspace;
    private volatile @Nullable Throwable stopped;
    private volatile String status = "waiting for the workspace";

    /** @param approved the section whose plan is to run; empty: whatever is found to do */
    DeployWork(StepContext context, Run<?, ?> run, String order, String section, String approved) {
        this.context = context;
        this.run = run;
        this.order = order;
        this.section = section;
        this.approved = approved;
        this.workspace = new WorkspaceReader(context, this::line);
    }

    void stop(Throwable cause) {
        if (stopped == null) {
            stopped = cause;
        }
        cancellation.cancel(why(cause));
        workspace.end();
    }

    /** In Jenkins's own words, such as <em>Timeout has been exceeded</em>. */
    private static String why(Throwable cause) {
        List<CauseOfInterruption> causes =
                cause instanceof FlowInterruptedException ended ? ended.getCauses() : List.of();
        return causes.isEmpty()
                ? "the build was aborted"
                : PlainText.line(causes.stream()
                        .map(CauseOfInterruption::getShortDescription)
                        .collect(Collectors.joining("; ")));
    }

    String status() {
        return status;
    }

    @Override
    public void run() {
        SmartDeployAction action = SmartDeployAction.of(run);
        try {
            DeployOutcome outcome = outcome(action);
            Report report = OutcomeReport.of(outcome);
            action.finish(section, report);
            say(report);
            conclude(report, outcome);
        } catch (DrawbridgeException failed) {
            breakOff(action, new AbortException(PlainText.lines(String.valueOf(failed.getMessage()))));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            breakOff(action, interrupted);
        } catch (IOException | RuntimeException | Error broken) {
            breakOff(action, broken);
        }
    }

    private DeployOutcome outcome(SmartDeployAction action) throws IOException, InterruptedException {
        StepOrder settled = StepOrderJson.read(order);
        StepTarget target = Places.of(run.getParent()).target(settled, CredentialsView.of(run));
        StepFiles files = workspace.read(order);
        if (cancellation.isCancelled()) {
            throw new InputException("the build was aborted before anything was changed");
        }
        StepVariables variables = SurroundingVariables.of(context, run, settled);
        StepLog log = new StepLog(this::line);
        StepHost host =
                new StepHost(holder(), variables, action.begunPlans(), clock, event -> heard(event, action, log));
        return new SmartStep(settled, target, host).run(files, approval(action), cancellation);
    }

    private @Nullable Approval approval(SmartDeployAction action) {
        if (approved.isEmpty()) {
            return null;
        }
        Approval approval = action.report(approved).map(Report::approval).orElse(null);
        if (approval == null) {
            throw new InputException("the plan that was approved (" + SmartDeployAction.URL + "/" + approved
                    + ") can no longer be read; nothing was deployed; start the build again");
        }
        line("deploys the plan that was approved: " + SmartDeployAction.URL + "/" + approved);
        return approval;
    }

    private void heard(DeployEvent event, SmartDeployAction action, StepLog log) {
        action.event(section, event);
        log.event(event);
        status = action.phase(section);
    }

    private LockHolder holder() {
        String build = "Jenkins " + run.getExternalizableId();
        return new LockHolder(build, build + " " + section);
    }

    private void say(Report report) {
        ReportText.render(report, Colours.when(false), 0).lines().forEach(this::line);
        line("report: "
                + HyperlinkNote.encodeTo("/" + run.getUrl() + SmartDeployAction.URL + "/" + section, "Smart deploy"));
    }

    private void conclude(Report report, DeployOutcome outcome) {
        Throwable cause = stopped;
        if (cause != null) {
            // A step that succeeds after all would let the pipeline go on.
            context.onFailure(cause);
        } else if (outcome.result() == Result.CANCELED) {
            context.onFailure(new AbortException("The deploy was ended."));
        } else if (outcome.result() == Result.FAILED) {
            context.onFailure(new AbortException(PlainText.lines(FailureReasons.of(report, outcome))));
        } else {
            context.onSuccess(StepSummary.of(report, reportUrl()));
        }
    }

    /** For people outside, too, if Jenkins knows its own URL. */
    private String reportUrl() {
        String root = Jenkins.get().getRootUrl();
        return (root == null ? "" : root) + run.getUrl() + SmartDeployAction.URL + "/" + section + "/";
    }

    private void breakOff(SmartDeployAction action, Throwable failure) {
        Throwable cause = stopped;
        try {
            action.breakOff(section, cause == null ? Result.FAILED.word() : Result.CANCELED.word(), clock);
        } catch (IOException | RuntimeException unsaved) {
            LOG.log(
                    Level.WARNING,
                    "the end of a deploy of " + run.getExternalizableId() + " could not be kept",
                    unsaved);
        }
        context.onFailure(cause == null ? failure : cause);
    }

    private void line(String text) {
        try {
            context.get(TaskListener.class).getLogger().println(text);
        } catch (IOException | InterruptedException gone) {
            LOG.log(Level.FINE, "a line for a build's log was lost", gone);
        }
    }
}
