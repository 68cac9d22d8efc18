package io.jenkins.plugins.drawbridge.engine.deploy;

import io.jenkins.plugins.drawbridge.engine.manifest.Annotations;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Writes the inventory around a deploy: before the first apply everything that may come to be is in it, so a deploy that
 * is killed in the middle leaves nothing untracked; after the last only what is really there. Writes nothing where
 * nothing would change.
 */
final class InventoryKeeper {

    private final InventoryStore store;
    private final PlannedDeploy planned;
    private String stored;

    InventoryKeeper(InventoryStore store, PlannedDeploy planned) {
        this.store = store;
        this.planned = planned;
        this.stored = planned.inventory().stored();
    }

    void extend() {
        write(planned.inventory().inventory().union(Inventory.of(desired())));
    }

    /**
     * @param verdicts of pruned objects too: one that could not be deleted stays tracked
     * @param allowed asked last, and only if something is to be written
     */
    void reduce(Map<ObjectRef, Verdict> verdicts, BooleanSupplier allowed) {
        Inventory left = left(verdicts);
        if (isNews(left) && allowed.getAsBoolean()) {
            write(left);
        }
    }

    private Inventory left(Map<ObjectRef, Verdict> verdicts) {
        List<ObjectRef> left = new ArrayList<>(desired());
        for (Pruning pruning : planned.prunings()) {
            Verdict verdict = verdicts.get(pruning.ref());
            boolean gone = pruning.isDeleted() && verdict != null && verdict.state() == Verdict.State.READY;
            if (!gone && !pruning.moved()) {
                left.add(pruning.ref());
            }
        }
        left.addAll(planned.unseen());
        return Inventory.of(left);
    }

    private List<ObjectRef> desired() {
        return planned.steps().stream()
                .filter(step -> !isFound(step))
                .map(Step::ref)
                .toList();
    }

    /** What is deployed once, and was there before us, is not ours. */
    private boolean isFound(Step step) {
        return Annotations.isOnce(step.manifest())
                && step.live() != null
                && !planned.inventory().inventory().tracks(step.ref());
    }

    private void write(Inventory inventory) {
        if (isNews(inventory)) {
            store.save(inventory);
            stored = inventory.text();
        }
    }

    private boolean isNews(Inventory inventory) {
        return !inventory.text().equals(stored);
    }
}
