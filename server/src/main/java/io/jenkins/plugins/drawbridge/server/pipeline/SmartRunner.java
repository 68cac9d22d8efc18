package io.jenkins.plugins.drawbridge.server.pipeline;

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
import io.jenkins.plugins.drawbridge.engine.report.Report;
import io.jenkins.plugins.drawbridge.engine.report.ReportJson;
import io.jenkins.plugins.drawbridge.engine.report.ReportText;
import io.jenkins.plugins.drawbridge.engine.step.FailureReasons;
import io.jenkins.plugins.drawbridge.engine.step.LiveBoard;
import io.jenkins.plugins.drawbridge.engine.step.SmartStep;
import io.jenkins.plugins.drawbridge.engine.step.StepArguments;
import io.jenkins.plugins.drawbridge.engine.step.StepHost;
import io.jenkins.plugins.drawbridge.engine.step.StepLog;
import io.jenkins.plugins.drawbridge.engine.step.StepOrder;
import io.jenkins.plugins.drawbridge.engine.step.StepOrderJson;
import io.jenkins.plugins.drawbridge.engine.step.StepParameter;
import io.jenkins.plugins.drawbridge.engine.step.StepTarget;
import io.jenkins.plugins.drawbridge.engine.step.StepVariables;
import io.jenkins.plugins.drawbridge.server.jenkinsfile.Step;
import io.jenkins.plugins.drawbridge.server.store.DeploySection;
import io.jenkins.plugins.drawbridge.server.store.Question;
import io.jenkins.plugins.drawbridge.server.store.RunFacts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries {@code smartDiff} and {@code smartDeploy} out, and keeps what the build page shows of them. */
final class SmartRunner {

    private static final Logger LOG = LoggerFactory.getLogger(SmartRunner.class);
    private static final Duration PROGRESS = Duration.ofMillis(500);

    private final RunContext context;

    SmartRunner(RunContext context) {
        this.context = context;
    }

    /** @return the settled order as JSON */
    String run(Step.Smart step, Frame frame) {
        Map<String, Object> arguments = new HashMap<>();
        step.arguments().forEach((name, term) -> {
            Object value = term.evaluate(frame.variables());
            if (value != null) {
                arguments.put(name, value);
            }
        });
        StepOrder order =
                StepArguments.settle(step.step(), arguments, frame.variables().parameters());
        Path workspace = context.files(context.facts().revision()).folder();
        if (!workspace.resolve(frame.folder()).normalize().startsWith(workspace)) {
            throw new InputException("dir '" + frame.folder() + "' leads out of the workspace");
        }
        return run(order.within(frame.folder()), workspace, frame);
    }

    /**
     * @param order its files are named as seen from {@code folder}
     * @return the settled order as JSON
     */
    String run(StepOrder order, Path folder, Frame frame) {
        refuseForeign(order);
        Approval approved = order.deploys() ? approved(order) : null;
        StepTarget target = StepTarget.of(order, context.settings().shared());
        RunFacts facts = context.facts();
        context.learn(new RunFacts(
                order.environment(),
                target.target().namespace(),
                facts.revision(),
                facts.commit(),
                order.deployType().word(),
                target.production()));
        String settled = StepOrderJson.write(order);
        boolean locked = order.deploys() && !order.dryRun();
        String lock = target.target().cluster() + "/" + target.target().namespace() + "/"
                + target.target().application();
        if (locked) {
            lock(lock, frame);
        }
        try {
            Section section = new Section(frame.path(), order.step(), settled);
            section.put("");
            DeployOutcome outcome = outcome(order, target, folder, frame, approved, section);
            conclude(outcome, section, frame);
            return settled;
        } finally {
            if (locked) {
                context.store().writes().unlockTarget(lock, context.run());
            }
        }
    }

    private void refuseForeign(StepOrder order) {
        List<String> allowed = context.job().environments();
        if (!allowed.isEmpty() && !allowed.contains(order.environment())) {
            throw new InputException("the job " + context.job().id() + " may deploy to "
                    + String.join(", ", allowed) + " only, not to "
                    + (order.environment().isEmpty() ? "cluster " + order.cluster() : order.environment()));
        }
    }

    /** The plan that a person saw before saying yes is the plan that runs. */
    private @Nullable Approval approved(StepOrder order) {
        Optional<Instant> yes = context.journal().questions(context.run().id()).stream()
                .map(Question::answer)
                .filter(answer -> answer != null && answer.approved())
                .map(Question.Answer::at)
                .max(Comparator.naturalOrder());
        if (yes.isEmpty() || !order.plan().isEmpty()) {
            return null;
        }
        Approval approval = null;
        for (DeploySection section : context.journal().sections(context.run().id())) {
            boolean shown = section.step().equals(StepParameter.SMART_DIFF)
                    && !section.report().isEmpty()
                    && !section.updatedAt().isAfter(yes.get());
            if (shown && StepOrderJson.read(section.order()).subject().equals(order.subject())) {
                approval = ReportJson.read("the plan shown", section.report()).approval();
            }
        }
        return approval;
    }

    /** Who has to wait gives the thread back: the run that is in the way may need it to come to its end. */
    private void lock(String target, Frame frame) {
        if (!context.store().writes().lockTarget(target, context.run())) {
            context.look(frame);
            context.log().line("waiting: another run deploys to " + target);
            throw Interrupted.later(new Obstacle(target, frame.deadline()));
        }
        context.log().loud();
    }

    private DeployOutcome outcome(
            StepOrder order,
            StepTarget target,
            Path folder,
            Frame frame,
            @Nullable Approval approved,
            Section section) {
        Cancellation cancellation = new Cancellation();
        context.signals().onChange(() -> {
            if (context.signals().handOver()) {
                cancellation.cancel("the server stops");
            } else if (!frame.closing()) {
                cancellation.cancel("aborted by " + context.signals().abortedBy());
            }
        });
        Instant deadline = frame.deadline();
        Future<?> alarm = deadline == null
                ? null
                : context.timer()
                        .schedule(
                                () -> cancellation.cancel("the timeout has been exceeded"),
                                Math.max(
                                        0,
                                        Duration.between(context.clock().instant(), deadline)
                                                .toMillis()),
                                TimeUnit.MILLISECONDS);
        try {
            StepHost host = new StepHost(
                    new LockHolder(context.page(), context.page() + " " + frame.path()),
                    new StepVariables(frame.variables().all(), context.log().secrets()),
                    new JournalledPlans(context.journal(), context.run().id()),
                    context.clock(),
                    section::event);
            return new SmartStep(order, target, host).run(folder, approved, cancellation);
        } catch (DrawbridgeException failed) {
            if (cancellation.isCancelled()) {
                context.look(frame);
            }
            throw failed;
        } finally {
            if (alarm != null) {
                alarm.cancel(false);
            }
        }
    }

    private void conclude(DeployOutcome outcome, Section section, Frame frame) {
        Report report = OutcomeReport.of(outcome);
        section.put(ReportJson.write(report));
        ReportText.render(report, Colours.when(false), 0).lines().forEach(context.log()::line);
        context.log().line("report: " + context.page());
        if (outcome.result() == Result.CANCELED) {
            context.look(frame);
            throw new Interrupted(Interrupted.Kind.ABORTED, "The deploy was ended.");
        }
        if (outcome.result() == Result.FAILED) {
            throw new Interrupted(Interrupted.Kind.FAILED, FailureReasons.of(report, outcome));
        }
    }

    /** What is kept of one step while it runs. Called on the engine's threads, one at a time. */
    private final class Section {

        private final String path;
        private final String step;
        private final String settled;
        private final LiveBoard board = new LiveBoard();
        private final StepLog log = new StepLog(context.log()::line);
        private long lastPut;

        Section(String path, String step, String settled) {
            this.path = path;
            this.step = step;
            this.settled = settled;
        }

        void event(DeployEvent event) {
            board.event(event);
            log.event(event);
            if (System.nanoTime() - lastPut > PROGRESS.toNanos()) {
                putIfPossible();
            }
        }

        /** A database that does not answer for a while must not end a deploy half way. */
        private void putIfPossible() {
            try {
                put("");
            } catch (RuntimeException unreachable) {
                LOG.warn("the progress of run {} is not kept: {}", context.run().id(), unreachable.getMessage());
            }
        }

        void put(String report) {
            lastPut = System.nanoTime();
            context.journal()
                    .put(
                            context.run().id(),
                            new DeploySection(
                                    path,
                                    step,
                                    settled,
                                    board.toJson(),
                                    report,
                                    context.clock().instant()));
        }
    }
}
