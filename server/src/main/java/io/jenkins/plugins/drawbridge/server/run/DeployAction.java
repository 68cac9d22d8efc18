package io.jenkins.plugins.drawbridge.server.run;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.deploy.Cancellation;
import io.jenkins.plugins.drawbridge.engine.deploy.DeployOutcome;
import io.jenkins.plugins.drawbridge.engine.deploy.Deployer;
import io.jenkins.plugins.drawbridge.engine.deploy.JobSelection;
import io.jenkins.plugins.drawbridge.engine.deploy.LockHolder;
import io.jenkins.plugins.drawbridge.engine.deploy.Result;
import io.jenkins.plugins.drawbridge.engine.link.LinkListener;
import io.jenkins.plugins.drawbridge.engine.report.OutcomeReport;
import io.jenkins.plugins.drawbridge.engine.report.Report;
import io.jenkins.plugins.drawbridge.engine.report.ReportJson;
import io.jenkins.plugins.drawbridge.engine.step.Bridge;
import io.jenkins.plugins.drawbridge.server.cli.DeployRequest;
import io.jenkins.plugins.drawbridge.server.cli.ExitCode;
import io.jenkins.plugins.drawbridge.server.cli.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** {@code deploy}: deploys, shows what happens, and tells how it ended. */
final class DeployAction {

    private DeployAction() {}

    static ExitCode run(DeployRequest request, Surroundings surroundings) {
        Path reportFile = request.documents().report();
        refuseUnwritable(reportFile);
        forget(reportFile);
        io.jenkins.plugins.drawbridge.engine.deploy.DeployRequest order = Orders.of(request, surroundings);
        Cancellation cancellation = new Cancellation();
        Interruption interruption = Interruption.cancels(cancellation);
        try {
            return tell(show(order, request, surroundings, cancellation), reportFile, surroundings);
        } catch (DrawbridgeException failure) {
            if (!cancellation.isCancelled()) {
                throw failure;
            }
            // Said here, since the process ends as soon as the interruption is closed.
            surroundings.complain("interrupted; nothing was changed");
            return ExitCode.FAILED;
        } finally {
            interruption.close();
        }
    }

    private static DeployOutcome show(
            io.jenkins.plugins.drawbridge.engine.deploy.DeployRequest order,
            DeployRequest request,
            Surroundings surroundings,
            Cancellation cancellation) {
        try (Progress progress = Progress.on(surroundings);
                Bridge bridge = Bridge.to(
                        request.target().cluster(),
                        request.target().requestTimeout(),
                        LinkListener.SILENT,
                        progress::notice)) {
            Deployer deployer = new Deployer(
                    bridge.kube(),
                    Clock.system(ZoneId.systemDefault()),
                    LockHolder.named(Holder.name(surroundings.environment())),
                    progress::event);
            if (request.conduct().asks()) {
                DeletionQuestion.ask(preview(order, bridge).plan(), surroundings, cancellation);
            }
            JobSelection jobs = request.jobs();
            return jobs == null ? deployer.deploy(order, cancellation) : deployer.runJobs(order, jobs, cancellation);
        }
    }

    private static DeployOutcome preview(
            io.jenkins.plugins.drawbridge.engine.deploy.DeployRequest order, Bridge bridge) {
        return new Deployer(bridge.kube(), Clock.system(ZoneId.systemDefault()), LockHolder.named("plan"), event -> {})
                .plan(order);
    }

    private static ExitCode tell(DeployOutcome outcome, @Nullable Path reportFile, Surroundings surroundings) {
        Report report = OutcomeReport.of(outcome);
        surroundings.out().print(PlanAction.text(report, surroundings.terminal()));
        surroundings.out().flush();
        outcome.failure().map(DrawbridgeException::getMessage).ifPresent(surroundings::complain);
        boolean reported = reportFile == null || write(report, reportFile, surroundings);
        if (outcome.failure().isPresent()
                && !Failure.isOfObjects(outcome.failure().get())) {
            return ExitCode.NOT_REACHED;
        }
        boolean well = outcome.result() == Result.SUCCESS || outcome.result() == Result.PLANNED;
        return well && reported ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** Found out before anything is sent, not after a deploy whose report is then lost. */
    private static void refuseUnwritable(@Nullable Path file) {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new InputException("--report " + file + " is a folder; name a file in it");
        }
        if (folder == null || !Files.isWritable(Files.exists(file) ? file : folder)) {
            throw new InputException("the report cannot be written to " + file + ": no such folder, or not writable");
        }
    }

    /** A deploy that is refused writes none: an earlier one's must not pass for it. */
    private static void forget(@Nullable Path file) {
        try {
            if (file != null && Files.isRegularFile(file)) {
                Files.delete(file);
            }
        } catch (IOException kept) {
            throw new InputException("the report of an earlier deploy cannot be removed from " + file, kept);
        }
    }

    /** False if that failed; the deploy itself is done then, and was told. */
    private static boolean write(Report report, Path file, Surroundings surroundings) {
        try {
            Files.writeString(file, ReportJson.write(report));
            return true;
        } catch (IOException failure) {
            surroundings.complain(
                    "the deploy is done, but its report could not be written to " + file + "; is the disk full?");
            return false;
        }
    }
}
