package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import io.jenkins.plugins.drawbridge.engine.plan.Approval;
import io.jenkins.plugins.drawbridge.engine.plan.HorizontalScaling;
import io.jenkins.plugins.drawbridge.engine.plan.Masker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is wanted of the cluster, and what leaves it. A value.
 *
 * @param wanted the manifests as they were written, with the jobs of this deploy
 * @param prunings objects of earlier deploys that the input no longer has
 * @param unseen those of them that may not be read
 */
record Intent(List<Manifest> wanted, LiveState live, List<Pruning> prunings, List<ObjectRef> unseen) {

    /** An autoscaler that is about to be deleted no longer has a say; one that is kept has. */
    HorizontalScaling scaling() {
        Map<ObjectRef.Key, ObjectNode> staying = new HashMap<>(live.objects());
        prunings.stream()
                .filter(Pruning::isDeleted)
                .forEach(pruning -> staying.remove(pruning.ref().key()));
        List<ObjectNode> everything = new ArrayList<>(staying.values());
        wanted.forEach(manifest -> everything.add(manifest.body()));
        return HorizontalScaling.of(everything);
    }

    /** @param settled the manifests that count; a job's name is another one each time */
    Approval.Found found(Collection<Manifest> settled, Masker masker) {
        Map<ObjectRef.Key, ObjectNode> concerned = new HashMap<>();
        settled.forEach(manifest -> live.find(manifest.ref())
                .ifPresent(object -> concerned.put(manifest.ref().key(), object)));
        Set<ObjectRef.Key> kept = new HashSet<>();
        unseen.forEach(ref -> kept.add(ref.key()));
        for (Pruning pruning : prunings) {
            if (pruning.isDeleted()) {
                concerned.put(pruning.ref().key(), pruning.live());
            } else {
                kept.add(pruning.ref().key());
            }
        }
        return new Approval.Found(concerned, kept, scaling(), masker);
    }
}
