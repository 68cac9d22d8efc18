package io.jenkins.plugins.drawbridge.engine.deploy;

import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import io.jenkins.plugins.drawbridge.engine.plan.Approval;
import io.jenkins.plugins.drawbridge.engine.plan.Masker;
import io.jenkins.plugins.drawbridge.engine.plan.Plan;
import java.util.List;
import java.util.Optional;

/**
 * A plan together with all that carrying it out needs. Holds secrets (the manifests); never leaves this package.
 *
 * @param waves the steps in the order of dependencies
 * @param unseen tracked objects we may not read: whether they live is unknown, so they stay tracked
 */
record PlannedDeploy(
        Plan plan,
        Optional<Approval> approval,
        List<List<Step>> waves,
        List<Pruning> prunings,
        List<ObjectRef> unseen,
        Masker masker,
        InventoryStore.Loaded inventory) {

    List<Step> steps() {
        return waves.stream().flatMap(List::stream).toList();
    }

    /** Whether nothing of it lives, nor anything that earlier deploys brought. */
    boolean findsNothing() {
        return prunings.isEmpty() && steps().stream().allMatch(step -> step.live() == null);
    }

    boolean deletes() {
        return prunings.stream().anyMatch(Pruning::isDeleted);
    }

    boolean writesNothing() {
        return steps().stream().noneMatch(Step::apply) && !deletes();
    }
}
