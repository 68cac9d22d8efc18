package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.manifest.Annotations;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Applies the waves one after another and waits for each. Inside a wave first what others read (configuration, accounts,
 * definitions), then what runs, so that no pod starts with yesterday's ConfigMap; within each half all at once, but for
 * what needs others of it first. A failure ends the run: what comes later is skipped and says why.
 */
final class WaveRun {

    private static final Set<String> RUNNING = Set.of(
            "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "CronJob", "Job", "Pod");

    private final KubeClient kube;
    private final StepApply one;
    private final Parallel parallel;
    private final Clock clock;
    private final Say say;
    private final Cancellation cancellation;
    private final Map<ObjectRef, Verdict> verdicts = new ConcurrentHashMap<>();
    private final Set<ObjectRef> applied = ConcurrentHashMap.newKeySet();
    private final Instant deadline;
    private volatile String broken = "";

    WaveRun(WaveRun.Means means, Instant deadline, Say say, Cancellation cancellation) {
        this.kube = means.kube();
        this.parallel = means.parallel();
        this.clock = means.clock();
        this.deadline = deadline;
        this.say = say;
        this.cancellation = cancellation;
        this.one = new StepApply(kube, means.applier(), clock, say, cancellation, this::isOver);
    }

    /** What the waves are carried out with. */
    record Means(KubeClient kube, Applier applier, Parallel parallel, Clock clock) {}

    /**
     * The verdicts so far; after {@link #run} one for every step. Where it broke off, what was applied and not awaited
     * to the end says so.
     */
    Map<ObjectRef, Verdict> verdicts() {
        applied.forEach(ref -> verdicts.putIfAbsent(ref, Verdict.skipped("applied, but the deploy broke off then")));
        return verdicts;
    }

    Set<ObjectRef> applied() {
        return Set.copyOf(applied);
    }

    /** @param all whether everything is awaited, or only definitions, without which their objects cannot be applied */
    void run(List<List<Step>> waves, RolloutWatch watch, boolean all) {
        for (int wave = 0; wave < waves.size(); wave++) {
            List<Step> steps = waves.get(wave);
            if (isOver()) {
                steps.forEach(step -> skip(step.ref()));
                continue;
            }
            announce(wave, waves.size(), steps);
            List<Awaited> awaited = new ArrayList<>();
            awaited.addAll(applyAll(steps, false));
            if (all) {
                followShortLived(steps, watch);
            }
            awaited.addAll(applyAll(steps, true));
            conclude(awaited, watch, all);
        }
    }

    private void announce(int wave, int waves, List<Step> steps) {
        List<ObjectRef> applied =
                steps.stream().filter(Step::apply).map(Step::ref).toList();
        if (!applied.isEmpty()) {
            say.event(new DeployEvent.WaveStarted(wave + 1, waves, applied));
        }
    }

    /** A job with a time to live may be gone before anybody looks, and how it ended shows only to who watched. */
    private void followShortLived(List<Step> steps, RolloutWatch watch) {
        for (Step step : steps) {
            ApiResource resource = step.resource();
            boolean shortLived = step.ref().is("batch", "Job")
                    && step.manifest().body().path("spec").has("ttlSecondsAfterFinished");
            if (shortLived && resource != null && (step.apply() || !isReady(step.live()))) {
                watch.follow(resource, step.ref().namespace(), this::isOver);
            }
        }
    }

    private boolean isReady(@Nullable ObjectNode live) {
        return live != null && Readiness.of(live, kube.clock().instant()).isCurrent();
    }

    private List<Awaited> applyAll(List<Step> steps, boolean running) {
        List<Step> half = steps.stream()
                .filter(step -> RUNNING.contains(step.ref().kind()) == running)
                .toList();
        // What is left alone is no work for many hands, and usually it is nearly everything.
        List<Awaited> awaited = new ArrayList<>();
        half.stream().filter(step -> !step.apply()).forEach(step -> apply(step).ifPresent(awaited::add));
        for (List<Step> layer : layers(half.stream().filter(Step::apply).toList())) {
            parallel.map(layer, this::apply).forEach(applied -> applied.ifPresent(awaited::add));
        }
        return awaited;
    }

    /** First what needs nothing of the others, then what needs only that, and so on; usually there is one layer. */
    private static List<List<Step>> layers(List<Step> steps) {
        List<List<Step>> layers = new ArrayList<>();
        List<Step> left = steps;
        while (!left.isEmpty()) {
            Set<ObjectRef.Key> open =
                    left.stream().map(step -> step.ref().key()).collect(Collectors.toSet());
            Map<Boolean, List<Step>> byNeed =
                    left.stream().collect(Collectors.partitioningBy(step -> Collections.disjoint(step.needs(), open)));
            List<Step> free = byNeed.getOrDefault(true, List.of());
            layers.add(free.isEmpty() ? left : free);
            left = free.isEmpty() ? List.of() : byNeed.getOrDefault(false, List.of());
        }
        return layers;
    }

    private Optional<Awaited> apply(Step step) {
        if (isOver()) {
            skip(step.ref());
            return Optional.empty();
        }
        if (!step.apply()) {
            return untouched(step);
        }
        say.event(new DeployEvent.ApplyStarted(step.ref()));
        try {
            Awaited awaited = one.apply(step);
            applied.add(step.ref());
            say.event(new DeployEvent.Applied(step.ref()));
            return Optional.of(awaited);
        } catch (TerminatingException late) {
            leave(step.ref(), late);
            return Optional.empty();
        } catch (ApiException | DeployException refused) {
            fail(step.ref(), plain(refused));
            return Optional.empty();
        } catch (DrawbridgeException lost) {
            fail(step.ref(), lost.getMessage());
            throw lost;
        }
    }

    /** What nothing was done to is there already, or still on its way from an earlier deploy. */
    private Optional<Awaited> untouched(Step step) {
        ObjectNode live = step.live();
        ApiResource resource = step.resource();
        if (live == null || resource == null || Annotations.isOnce(step.manifest()) || isReady(live)) {
            verdicts.put(step.ref(), Verdict.READY);
            return Optional.empty();
        }
        return Optional.of(new Awaited(step.ref(), resource, live));
    }

    private void conclude(List<Awaited> applied, RolloutWatch watch, boolean all) {
        List<Awaited> awaited = new ArrayList<>();
        for (Awaited object : applied) {
            if (all || object.ref().kind().equals("CustomResourceDefinition")) {
                awaited.add(object);
            } else {
                verdicts.put(object.ref(), unawaited(object));
            }
        }
        Map<ObjectRef, Verdict> concluded = watch.await(awaited, deadline, !broken.isEmpty());
        verdicts.putAll(concluded);
        concluded.forEach((ref, verdict) -> {
            if (verdict.state() == Verdict.State.FAILED || verdict.state() == Verdict.State.TIMED_OUT) {
                markBroken(ref + (verdict.state() == Verdict.State.FAILED ? " failed" : " was not ready in time"));
            }
        });
    }

    private Verdict unawaited(Awaited awaited) {
        if (isReady(awaited.applied())) {
            return Verdict.READY;
        }
        return applied.contains(awaited.ref()) ? Verdict.NOT_AWAITED : Verdict.skipped("unchanged, not awaited");
    }

    private static String plain(DrawbridgeException refused) {
        return refused instanceof ApiException answer ? Refusal.plain(answer) : refused.getMessage();
    }

    private void fail(ObjectRef ref, String sentence) {
        Verdict verdict = Verdict.failed(say.masked(sentence));
        verdicts.put(ref, verdict);
        markBroken(ref + " failed");
        say.event(new DeployEvent.Concluded(ref, verdict, false));
    }

    private void leave(ObjectRef ref, TerminatingException late) {
        if (broken.isEmpty() && !cancellation.isCancelled()) {
            verdicts.put(ref, Verdict.timedOut(late.getMessage()));
        } else {
            skip(ref);
        }
    }

    private synchronized void markBroken(String why) {
        if (broken.isEmpty()) {
            broken = why;
        }
    }

    private void skip(ObjectRef ref) {
        if (broken.isEmpty() && !cancellation.isCancelled()) {
            verdicts.put(ref, Verdict.timedOut("not attempted: the time for the whole deploy was over (--timeout)"));
            return;
        }
        String why = cancellation.isCancelled() ? cancellation.reason() : broken;
        verdicts.put(ref, Verdict.skipped("not attempted: " + why));
    }

    private boolean isOver() {
        return !broken.isEmpty()
                || cancellation.isCancelled()
                || !clock.instant().isBefore(deadline);
    }
}
