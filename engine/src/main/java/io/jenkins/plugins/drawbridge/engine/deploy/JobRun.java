package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.manifest.Annotations;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Runs filtered jobs one after another, each until it completed or has failed too often. A job that is left over from an
 * earlier run makes way; one that failed for the last time stays, so that its logs can be read. Used once, by one thread.
 */
final class JobRun {

    private static final ApiResource JOBS = new ApiResource("batch", "v1", "jobs", "Job", true);
    private static final long GONE_PAUSE_MILLIS = 200;

    /** Tells the job of one attempt from those of all others. */
    private static final String TOKEN = "drawbridge/job-token";

    private final KubeClient kube;
    private final Clock clock;
    private final JobSelection selection;
    private final Patience patience;
    private final Say say;
    private final Cancellation cancellation;
    private final Map<ObjectRef, Verdict> verdicts = new LinkedHashMap<>();
    private final Set<ObjectRef> begun = new HashSet<>();

    JobRun(Means means, JobSelection selection, Patience patience, Say say, Cancellation cancellation) {
        this.kube = means.kube();
        this.clock = means.clock();
        this.selection = selection;
        this.patience = patience;
        this.say = say;
        this.cancellation = cancellation;
    }

    /** What the jobs are run with. */
    record Means(KubeClient kube, Clock clock) {}

    Map<ObjectRef, Verdict> verdicts() {
        return verdicts;
    }

    /** The jobs that were made, whatever became of them. */
    Set<ObjectRef> begun() {
        return begun;
    }

    /** A verdict for every job; a mandatory one that failed ends the run. */
    void run(List<Manifest> jobs) {
        String broken = "";
        for (Manifest job : jobs) {
            if (!broken.isEmpty() || cancellation.isCancelled()) {
                String why = broken.isEmpty() ? cancellation.reason() : broken;
                verdicts.put(job.ref(), Verdict.skipped("not attempted: " + why));
                continue;
            }
            Verdict verdict = attempts(job);
            boolean failed = verdict.state() != Verdict.State.READY;
            if (failed && !cancellation.isCancelled() && isOptional(job)) {
                say.notice("optional filtered job \"" + job.ref().name() + "\" failed, continuing");
                verdict = Verdict.skipped("optional, and " + verdict.state().word() + ": " + verdict.reason());
            } else if (failed) {
                broken = job.ref() + " " + verdict.state().word();
            }
            verdicts.put(job.ref(), verdict);
        }
    }

    private static boolean isOptional(Manifest job) {
        return "true".equals(Annotations.get(job.body(), Annotations.DEPLOY_OPTIONAL));
    }

    private Verdict attempts(Manifest job) {
        Verdict verdict = attempt(job);
        for (int retry = 1; retry <= selection.retries() && isWorthRepeating(verdict); retry++) {
            say.notice("retrying filtered job \"" + job.ref().name() + "\" (attempt " + retry + "/"
                    + selection.retries() + ")");
            verdict = attempt(job);
        }
        return verdict;
    }

    private boolean isWorthRepeating(Verdict verdict) {
        return verdict.state() != Verdict.State.READY && !cancellation.isCancelled();
    }

    private Verdict attempt(Manifest job) {
        Instant deadline = clock.instant().plus(selection.attempt());
        try {
            if (!removed(job, deadline)) {
                return Verdict.timedOut("the job of an earlier run is still being deleted");
            }
            say.event(new DeployEvent.ApplyStarted(job.ref()));
            ObjectNode created = created(job);
            begun.add(job.ref());
            say.event(new DeployEvent.Applied(job.ref()));
            return awaited(new Awaited(job.ref(), JOBS, created), deadline);
        } catch (ApiException refused) {
            Verdict verdict = Verdict.failed(say.masked(String.valueOf(refused.getMessage())));
            say.event(new DeployEvent.Concluded(job.ref(), verdict, false));
            return verdict;
        }
    }

    /** What an earlier run or attempt left; its pods go with it. False if it is there still. */
    private boolean removed(Manifest job, Instant deadline) {
        Optional<ObjectNode> left = find(job);
        left.ifPresent(object -> kube.delete(JOBS, object, "Background"));
        while (left.isPresent() && !cancellation.isCancelled()) {
            if (!clock.instant().isBefore(deadline)) {
                return false;
            }
            cancellation.pause(GONE_PAUSE_MILLIS);
            left = find(job);
        }
        return true;
    }

    private Optional<ObjectNode> find(Manifest job) {
        return kube.get(JOBS, job.ref().namespace(), job.ref().name());
    }

    /** A creation whose answer was lost, and so was repeated, meets the job it made: to be awaited, not run twice. */
    private ObjectNode created(Manifest job) {
        String token = UUID.randomUUID().toString();
        try {
            return kube.create(JOBS, job.ref().namespace(), fresh(job, token));
        } catch (ApiException refused) {
            if (!refused.isConflict()) {
                throw refused;
            }
            return find(job)
                    .filter(there -> token.equals(Annotations.get(there, TOKEN)))
                    .orElseThrow(() -> refused);
        }
    }

    private static ObjectNode fresh(Manifest job, String token) {
        ObjectNode body = job.body().deepCopy();
        body.remove("status");
        ObjectNode metadata = body.withObject("/metadata");
        metadata.remove("resourceVersion");
        metadata.withObject("/annotations").put(TOKEN, token);
        return body;
    }

    private Verdict awaited(Awaited job, Instant deadline) {
        try (RolloutWatch watch = new RolloutWatch(kube, clock, patience, cancellation, say)) {
            return watch.await(List.of(job), deadline, false).getOrDefault(job.ref(), Verdict.READY);
        } catch (DrawbridgeException lost) {
            verdicts.put(job.ref(), Verdict.failed(say.masked(String.valueOf(lost.getMessage()))));
            throw lost;
        }
    }
}
