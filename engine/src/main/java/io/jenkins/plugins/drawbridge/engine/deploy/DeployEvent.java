package io.jenkins.plugins.drawbridge.engine.deploy;

import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import io.jenkins.plugins.drawbridge.engine.plan.Plan;
import java.util.List;

/**
 * What happens during a deploy, as it happens. Every text in an event is masked. Events of one object are in order;
 * objects of one wave interleave.
 */
public sealed interface DeployEvent {

    /** The bridge is down, the API server answered, the lock is ours. */
    record Connected(String cluster, String namespace) implements DeployEvent {}

    /** Somebody else holds the lock; we wait. Sent once for each holder seen. */
    record LockAwaited(String holder, String since) implements DeployEvent {}

    /** The lock was taken over because its holder no longer renewed it. */
    record LockTakenOver(String formerHolder) implements DeployEvent {}

    /** The plan is made; what follows carries it out. */
    record Planned(Plan plan) implements DeployEvent {}

    /** A wave begins; waves count from 1. */
    record WaveStarted(int wave, int waves, List<ObjectRef> objects) implements DeployEvent {}

    record ApplyStarted(ObjectRef ref) implements DeployEvent {}

    record Applied(ObjectRef ref) implements DeployEvent {}

    /** What a waiting object is waiting for, each time that changes. */
    record Progress(ObjectRef ref, String message) implements DeployEvent {}

    /**
     * The end for one object.
     *
     * @param awaited whether it was waited for: not, if it was ready as soon as it was applied or came to nothing
     */
    record Concluded(ObjectRef ref, Verdict verdict, boolean awaited) implements DeployEvent {}

    record PruneStarted(ObjectRef ref) implements DeployEvent {}

    record Pruned(ObjectRef ref) implements DeployEvent {}

    /** Something the user should know that is no failure: a link re-opened, a request repeated, prune left out. */
    record Notice(String sentence) implements DeployEvent {}
}
