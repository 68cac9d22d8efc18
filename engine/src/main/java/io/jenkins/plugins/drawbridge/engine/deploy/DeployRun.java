package io.jenkins.plugins.drawbridge.engine.deploy;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.manifest.Annotations;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import io.jenkins.plugins.drawbridge.engine.plan.Approval;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One plan or one deploy, from its first request to its outcome. Used once, by one thread. */
final class DeployRun {

    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final KubeClient kube;
    private final Clock clock;
    private final DeployRequest request;
    private final Parallel parallel;
    private final Say say;
    private final Phases phases = new Phases();
    private final List<String> notices = new ArrayList<>();
    private final Map<ObjectRef, Verdict> verdicts = new LinkedHashMap<>();
    private final Set<ObjectRef> applied = new HashSet<>();
    private final Instant startedAt;

    DeployRun(KubeClient kube, Clock clock, DeployRequest request, Parallel parallel, Say say) {
        this.kube = kube;
        this.clock = clock;
        this.request = request;
        this.parallel = parallel;
        this.say = say;
        this.startedAt = clock.instant();
    }

    DeployOutcome plan(Cancellation cancellation) {
        PlanMaker maker = new PlanMaker(kube, parallel, request.asDryRun(), clock);
        PlanMaker.Settled settled = settled(maker);
        endIfCancelled(cancellation);
        PlannedDeploy planned = maker.plan(settled, phases, say);
        endIfCancelled(cancellation);
        tellOtherOwners(planned);
        if (planned.findsNothing()) {
            new TargetNamespace(kube, request, say, () -> {}).missing().ifPresent(this::notice);
        }
        checkApproval(planned);
        say.event(new DeployEvent.Planned(planned.plan()));
        return outcome(planned, Result.PLANNED, Optional.empty());
    }

    /** Before a namespace is made for it. A large plan is only tried out against what is there. */
    private void tryOut(PlanMaker maker, PlanMaker.Settled settled) {
        if (settled.manifests().size() <= Confirming.TRIED_OUT_CREATES) {
            var unused = maker.plan(settled, new Phases(), say);
        } else {
            maker.refuseUnserved(settled);
        }
    }

    /** A plan that nobody waits for any more is not shown as one that was made in time. */
    private static void endIfCancelled(Cancellation cancellation) {
        if (cancellation.isCancelled()) {
            throw new DeployException("no plan was made: " + cancellation.reason());
        }
    }

    DeployOutcome deploy(LockHolder holder, Cancellation cancellation) {
        PlanMaker maker = new PlanMaker(kube, parallel, request, clock);
        PlanMaker.Settled settled = settled(maker);
        Lock lock = lock(holder, cancellation, () -> tryOut(maker, settled));
        Ending ending;
        try {
            connected();
            PlannedDeploy planned = maker.plan(settled, phases, say);
            tellOtherOwners(planned);
            checkApproval(planned);
            say.event(new DeployEvent.Planned(planned.plan()));
            ending = carryOut(planned, lock, cancellation);
        } finally {
            lock.close();
        }
        return outcome(ending.planned(), ending.result(), ending.failure());
    }

    DeployOutcome jobs(JobSelection selection, LockHolder holder, Cancellation cancellation) {
        PlanMaker maker = new PlanMaker(kube, parallel, request, clock);
        PlannedDeploy planned = maker.jobs(selection, say);
        if (planned.steps().isEmpty()) {
            notice("no Job of the input carries " + Annotations.DEPLOY + ": " + selection.value() + "; nothing to run");
        }
        if (planned.steps().isEmpty() || request.options().dryRun()) {
            say.event(new DeployEvent.Planned(planned.plan()));
            return outcome(planned, request.options().dryRun() ? Result.PLANNED : Result.SUCCESS, Optional.empty());
        }
        Lock lock = lock(holder, cancellation, () -> {});
        Optional<DrawbridgeException> failure;
        try {
            connected();
            say.event(new DeployEvent.Planned(planned.plan()));
            failure = phases.time("apply", () -> run(planned, selection, cancellation));
        } finally {
            lock.close();
        }
        return outcome(planned, result(cancellation, failure), failure);
    }

    private Optional<DrawbridgeException> run(
            PlannedDeploy planned, JobSelection selection, Cancellation cancellation) {
        JobRun jobs = new JobRun(
                new JobRun.Means(kube, clock), selection, request.options().patience(), say, cancellation);
        try {
            jobs.run(planned.steps().stream().map(Step::manifest).toList());
            return Optional.empty();
        } catch (DrawbridgeException broken) {
            // The outcome tells what became of each job so far.
            return Optional.of(say.masked(broken));
        } finally {
            verdicts.putAll(jobs.verdicts());
            applied.addAll(jobs.begun());
            skipRest(planned, "the run broke off");
        }
    }

    private Lock lock(LockHolder holder, Cancellation cancellation, Runnable lastLook) {
        LockRequest wanted =
                new LockRequest(request.target(), holder, request.options().lockTimeout(), clock, Lock.EXPIRY);
        TargetNamespace namespace = new TargetNamespace(kube, request, say, lastLook);
        return phases.time("lock", () -> namespace.locked(() -> Lock.take(kube, wanted, say, cancellation)));
    }

    private void connected() {
        say.event(new DeployEvent.Connected(
                request.target().cluster(), request.target().namespace()));
    }

    private record Ending(PlannedDeploy planned, Result result, Optional<DrawbridgeException> failure) {}

    private PlanMaker.Settled settled(PlanMaker maker) {
        PlanMaker.Settled settled = phases.time("connect", maker::settle);
        for (Manifest job : settled.leftOut()) {
            notice(job.ref() + " (" + job.source() + ") is left out: it carries " + Annotations.DEPLOY
                    + " and so runs apart from deploys");
        }
        if (settled.manifests().isEmpty() && !request.options().dangerouslyPruneEverything()) {
            throw new InputException("there are no manifests in the input: no .yaml, .yml or .json file with an object"
                    + " was found where it was looked for. Deploying nothing would delete all that earlier deploys of \""
                    + request.target().application()
                    + "\" brought; if that is what you want, say --dangerously-prune-everything");
        }
        return settled;
    }

    private void checkApproval(PlannedDeploy planned) {
        Approval approved = request.approved();
        if (approved == null || planned.approval().isEmpty()) {
            return;
        }
        Approval now = planned.approval().get();
        List<String> differences = Approval.differences(request.continued() ? approved.withLiveOf(now) : approved, now);
        if (!differences.isEmpty()) {
            throw new ApprovalException(differences);
        }
    }

    private Ending carryOut(PlannedDeploy planned, Lock lock, Cancellation cancellation) {
        InventoryKeeper inventory = new InventoryKeeper(new InventoryStore(kube, request.target()), planned);
        Optional<DrawbridgeException> failure = Optional.empty();
        try {
            phases.time("inventory", inventory::extend);
            applyAndWait(planned, cancellation);
            if (allWell() && !cancellation.isCancelled()) {
                tellUnseen(planned);
                phases.time("prune", () -> prune(planned, lock, cancellation));
                phases.time("inventory", () -> inventory.reduce(verdicts, lock::isStillOurs));
            } else if (planned.deletes()) {
                notice("nothing was pruned, since not everything was deployed; the next good deploy will do it");
            }
        } catch (DrawbridgeException broken) {
            // What was written is in the inventory; the outcome tells what became of each object so far.
            failure = Optional.of(say.masked(broken));
            skipRest(planned, "the deploy broke off");
        }
        return new Ending(planned, result(cancellation, failure), failure);
    }

    private void applyAndWait(PlannedDeploy planned, Cancellation cancellation) {
        Applier applier = new Applier(kube, request.options().forceConflictsWith());
        Duration timeout = request.options().timeout().isZero()
                ? FOR_EVER
                : request.options().timeout();
        Instant deadline = clock.instant().plus(timeout);
        WaveRun waves = new WaveRun(new WaveRun.Means(kube, applier, parallel, clock), deadline, say, cancellation);
        try (RolloutWatch watch =
                new RolloutWatch(kube, clock, request.options().patience(), cancellation, say)) {
            phases.time(
                    "apply",
                    () -> waves.run(planned.waves(), watch, request.options().awaitReady()));
        } finally {
            verdicts.putAll(waves.verdicts());
            applied.addAll(waves.applied());
        }
    }

    private void tellUnseen(PlannedDeploy planned) {
        for (ObjectRef ref : planned.unseen()) {
            notice(ref + " left the input and may not be read; it was not deleted, and stays in the inventory");
        }
    }

    /** Whoever has taken the lock meanwhile counts on what lives. */
    private void prune(PlannedDeploy planned, Lock lock, Cancellation cancellation) {
        if (planned.deletes() && !lock.isStillOurs()) {
            return;
        }
        verdicts.putAll(new Pruner(kube, parallel, say, cancellation).prune(planned.prunings()));
    }

    private void tellOtherOwners(PlannedDeploy planned) {
        Stream.of(
                        Predecessors.notice(planned.steps(), request.options().forceConflictsWith()),
                        SharedObjects.notice(planned),
                        Terminating.notice(planned.steps()))
                .filter(told -> !told.isEmpty())
                .forEach(this::notice);
    }

    private void notice(String sentence) {
        notices.add(sentence);
        say.notice(sentence);
    }

    private void skipRest(PlannedDeploy planned, String why) {
        for (Step step : planned.steps()) {
            verdicts.putIfAbsent(step.ref(), Verdict.skipped("not attempted: " + why));
        }
    }

    private boolean allWell() {
        return verdicts.values().stream()
                .noneMatch(verdict ->
                        verdict.state() == Verdict.State.FAILED || verdict.state() == Verdict.State.TIMED_OUT);
    }

    private Result result(Cancellation cancellation, Optional<DrawbridgeException> failure) {
        if (cancellation.isCancelled()) {
            return Result.CANCELED;
        }
        return failure.isPresent() || !allWell() ? Result.FAILED : Result.SUCCESS;
    }

    private DeployOutcome outcome(PlannedDeploy planned, Result result, Optional<DrawbridgeException> failure) {
        String told = planned.inventory().told();
        if (!told.isEmpty()) {
            notices.add(told);
        }
        return new DeployOutcome(
                request.target(),
                planned.plan(),
                planned.approval(),
                request.options().dryRun(),
                result,
                Map.copyOf(verdicts),
                Set.copyOf(applied),
                startedAt,
                clock.instant(),
                kube.counts().byWord(),
                phases.inOrder(),
                List.copyOf(notices),
                failure);
    }
}
