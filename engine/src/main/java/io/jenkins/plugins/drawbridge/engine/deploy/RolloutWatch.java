package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.io.Closeable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits until each object of a wave is ready or surely failed. It looks only when something changed (or twice a second
 * where nothing says so), gives up on one object as soon as its pods show a reason that will not go away, and then only
 * for a short while waits for the others. Used by one thread.
 */
final class RolloutWatch implements Closeable {

    private static final long LOOK_MILLIS = 500;

    private final KubeClient kube;
    private final Clock clock;
    private final Patience patience;
    private final Cancellation cancellation;
    private final Say say;
    private final Feeds feeds;
    private final Troubles troubles;
    private final Map<ObjectRef, String> lastProgress = new HashMap<>();
    private final Map<ObjectRef, Boolean> seen = new HashMap<>();

    RolloutWatch(KubeClient kube, Clock clock, Patience patience, Cancellation cancellation, Say say) {
        this.kube = kube;
        this.clock = clock;
        this.patience = patience;
        this.cancellation = cancellation;
        this.say = say;
        this.feeds = new Feeds(kube, cancellation::wake);
        this.troubles = new Troubles(feeds, new Diagnosis(kube), patience, clock);
    }

    /**
     * Begins to look at a kind, so that nothing is missed of objects that are applied from now on; for those that may be
     * gone again before they are awaited.
     */
    void follow(ApiResource resource, String namespace, BooleanSupplier over) {
        KindFeed feed = feeds.of(resource, namespace);
        while (!feed.isListed() && feed.failure().isEmpty() && !over.getAsBoolean()) {
            cancellation.pause(LOOK_MILLIS);
        }
    }

    /**
     * A verdict for every object; each is announced as it is found.
     *
     * @param broken whether an object of the wave has failed before there was anything to await
     */
    Map<ObjectRef, Verdict> await(List<Awaited> objects, Instant deadline, boolean broken) {
        Map<ObjectRef, Verdict> verdicts = new LinkedHashMap<>();
        List<Awaited> pending = new ArrayList<>(objects);
        Instant giveUp = broken ? earlier(deadline, clock.instant().plus(patience.others())) : deadline;
        while (true) {
            boolean failed = judgeAll(pending, verdicts);
            if (failed) {
                giveUp = earlier(giveUp, clock.instant().plus(patience.others()));
            }
            if (pending.isEmpty()) {
                return verdicts;
            }
            Instant now = clock.instant();
            if (cancellation.isCancelled() || !now.isBefore(giveUp)) {
                boolean late = !now.isBefore(deadline);
                pending.forEach(awaited -> conclude(awaited, leftover(awaited, late), verdicts));
                return verdicts;
            }
            rest(now, giveUp);
        }
    }

    private void rest(Instant now, Instant giveUp) {
        cancellation.pause(Math.min(LOOK_MILLIS, Duration.between(now, giveUp).toMillis()));
    }

    /** True if any object failed in this round. */
    private boolean judgeAll(List<Awaited> pending, Map<ObjectRef, Verdict> verdicts) {
        boolean failed = false;
        for (Awaited awaited : List.copyOf(pending)) {
            Optional<Verdict> verdict = judge(awaited);
            if (verdict.isPresent()) {
                pending.remove(awaited);
                conclude(awaited, verdict.get(), verdicts);
                failed |= verdict.get().state() == Verdict.State.FAILED;
            }
        }
        return failed;
    }

    private void conclude(Awaited awaited, Verdict verdict, Map<ObjectRef, Verdict> verdicts) {
        Verdict masked = new Verdict(verdict.state(), say.masked(verdict.reason()));
        verdicts.put(awaited.ref(), masked);
        say.event(new DeployEvent.Concluded(awaited.ref(), masked, !isReadyAsApplied(awaited)));
    }

    private boolean isReadyAsApplied(Awaited awaited) {
        return Readiness.of(awaited.applied(), kube.clock().instant()).isCurrent();
    }

    private Optional<Verdict> judge(Awaited awaited) {
        if (isReadyAsApplied(awaited)) {
            return Optional.of(Verdict.READY);
        }
        KindFeed feed = feeds.of(awaited.resource(), awaited.ref().namespace());
        ObjectNode live;
        if (feed.failure().isPresent()) {
            Optional<Verdict> lost = lost(feed);
            if (lost.isPresent()) {
                return lost;
            }
            live = asked(awaited);
        } else {
            live = feed.find(awaited.ref().name())
                    .filter(found -> !awaited.isAfter(found))
                    .orElse(null);
        }
        if (live == null) {
            return gone(awaited, feed);
        }
        seen.put(awaited.ref(), true);
        if (live.path("metadata").path("generation").asLong() < awaited.generation()) {
            return Optional.empty();
        }
        return judge(awaited, live);
    }

    private Optional<Verdict> judge(Awaited awaited, ObjectNode live) {
        Readiness readiness = Readiness.of(live, kube.clock().instant());
        if (readiness.isCurrent()) {
            return Optional.of(Verdict.READY);
        }
        if (Terminating.is(live) && ended(live).isPresent()) {
            return ended(live);
        }
        Optional<Troubles.Found> found = troubles.of(live);
        if (readiness.state() == Readiness.State.FAILED) {
            return Optional.of(Verdict.failed(readiness.message()
                    + found.map(trouble -> "; " + trouble.explained()).orElse("")));
        }
        if (found.isPresent() && found.get().isFinal()) {
            return Optional.of(Verdict.failed(found.get().explained()));
        }
        String message = readiness.message()
                + found.map(trouble -> " (" + trouble.sentence() + ")").orElse("");
        if (!message.equals(lastProgress.put(awaited.ref(), message))) {
            say.event(new DeployEvent.Progress(awaited.ref(), say.masked(message)));
        }
        return Optional.empty();
    }

    private Optional<Verdict> gone(Awaited awaited, KindFeed feed) {
        Optional<ObjectNode> last = feed.findGone(awaited.uid());
        Optional<Verdict> ended = last.flatMap(RolloutWatch::ended);
        if (ended.isPresent()) {
            return ended;
        }
        boolean wasThere = last.isPresent() || seen.containsKey(awaited.ref());
        return wasThere && feed.isListed()
                ? Optional.of(Verdict.failed("was deleted by somebody else while it was awaited"))
                : Optional.empty();
    }

    /** A job that has ended did what it was to do, or not, whoever tidied it away. */
    private static Optional<Verdict> ended(ObjectNode gone) {
        return SmallReadiness.endOfJob(gone)
                .map(end -> end.isCurrent() ? Verdict.READY : Verdict.failed(end.message()));
    }

    /** Forbidden to list is no reason to stop: the object itself may still be asked for. */
    private Optional<Verdict> lost(KindFeed feed) {
        return Feeds.isForbidden(feed)
                ? Optional.empty()
                : feed.failure().map(failure -> Verdict.failed(failure.getMessage()));
    }

    private @Nullable ObjectNode asked(Awaited awaited) {
        try {
            return kube.get(
                            awaited.resource(),
                            awaited.ref().namespace(),
                            awaited.ref().name())
                    .orElse(null);
        } catch (ApiException refused) {
            // Neither list nor get: it stays pending, and the deadline says so.
            return awaited.applied();
        }
    }

    private Verdict leftover(Awaited awaited, boolean late) {
        if (cancellation.isCancelled()) {
            return Verdict.skipped("no longer awaited: " + cancellation.reason());
        }
        String waitedFor = lastProgress.getOrDefault(awaited.ref(), "nothing was seen of it");
        if (!late) {
            return Verdict.skipped("no longer awaited, since another object of the wave failed (" + waitedFor + ")");
        }
        return Verdict.timedOut("not ready in time: " + waitedFor + explanation(awaited));
    }

    private String explanation(Awaited awaited) {
        try {
            return feeds.of(awaited.resource(), awaited.ref().namespace())
                    .find(awaited.ref().name())
                    .flatMap(troubles::of)
                    .map(found -> "; " + found.explained())
                    .orElse("");
        } catch (DrawbridgeException unavailable) {
            // The verdict stands without its explanation.
            return "";
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    @Override
    public void close() {
        feeds.close();
    }
}
