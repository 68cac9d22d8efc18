package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what earlier deploys brought and this one no longer has, and which of it may go. Used by one thread. */
final class PrunePlan {

    private final KubeClient kube;
    private final DeployRequest request;
    private final LiveState live;
    private final PruneGuard guard;
    private final Set<ObjectRef.Key> desired = new HashSet<>();

    /** An object served in two groups (Ingress once was) is one object: by its new name it is still wanted. */
    private final Set<String> desiredUids = new HashSet<>();

    PrunePlan(KubeClient kube, DeployRequest request, List<Manifest> drafted, LiveState live) {
        this.kube = kube;
        this.request = request;
        this.live = live;
        this.guard = new PruneGuard(request.options().dangerouslyPrune());
        for (Manifest manifest : drafted) {
            desired.add(manifest.ref().key());
            live.find(manifest.ref()).map(PrunePlan::uid).ifPresent(desiredUids::add);
        }
        desiredUids.remove("");
    }

    /** In the order of deletion. */
    List<Pruning> of(Inventory inventory, Kinds tracked) {
        List<Pruning> prunings = new ArrayList<>();
        for (ObjectRef ref : inventory.objects().values()) {
            Optional<ObjectNode> object = live.find(ref).filter(found -> !desiredUids.contains(uid(found)));
            Optional<ApiResource> resource = tracked.resource(ref);
            if (!desired.contains(ref.key()) && object.isPresent() && resource.isPresent()) {
                prunings.add(pruning(ref, resource.get(), object.get()));
            }
        }
        prunings.sort((one, other) -> ObjectRef.ORDER.compare(other.ref(), one.ref()));
        return spared(prunings);
    }

    private Pruning pruning(ObjectRef ref, ApiResource resource, ObjectNode object) {
        ObjectRef versioned = new ObjectRef(ref.group(), resource.version(), ref.kind(), ref.namespace(), ref.name());
        return new Pruning(versioned, resource, object, guard.keeps(ref, object), false);
    }

    /** Without what other applications have a claim on. */
    private List<Pruning> spared(List<Pruning> prunings) {
        List<ObjectRef> doomed =
                prunings.stream().filter(Pruning::isDeleted).map(Pruning::ref).toList();
        Neighbours neighbours = Neighbours.of(doomed, kube, request.target());
        return prunings.stream()
                .map(pruning -> pruning.isDeleted() ? spared(pruning, neighbours) : pruning)
                .toList();
    }

    private Pruning spared(Pruning pruning, Neighbours neighbours) {
        String owner = neighbours.owner(pruning.ref());
        if (!owner.isEmpty()) {
            return pruning.kept("another application tracks it now (" + owner + ")", true);
        }
        return neighbours.isHidden(pruning.ref()) ? pruning.kept(guard.keepsUnseen(pruning.ref()), false) : pruning;
    }

    /** Objects that may not be read: whether they live is unknown, so they stay tracked. */
    List<ObjectRef> unseen(Inventory inventory) {
        return inventory.objects().values().stream()
                .filter(ref -> !desired.contains(ref.key()) && live.unreadable().contains(ref.key()))
                .sorted(ObjectRef.ORDER)
                .toList();
    }

    private static String uid(ObjectNode object) {
        return object.path("metadata").path("uid").asText();
    }
}
