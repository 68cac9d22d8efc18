package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What other applications track: an object that moved to one of them, or is shared with it, is not ours to delete. Asked
 * for only when something would be deleted. A value once made.
 */
final class Neighbours {

    private final Map<ObjectRef.Key, String> owners = new HashMap<>();
    private final Set<String> hidden = new TreeSet<>();

    private Neighbours() {}

    static Neighbours of(Collection<ObjectRef> doomed, KubeClient kube, DeployTarget target) {
        Neighbours neighbours = new Neighbours();
        if (doomed.isEmpty()) {
            return neighbours;
        }
        Set<String> namespaces = new TreeSet<>();
        doomed.forEach(ref -> namespaces.add(ref.namespace()));
        boolean athome = namespaces.equals(Set.of(target.namespace()));
        if (athome || !neighbours.look("", kube, target)) {
            namespaces.add(target.namespace());
            namespaces.forEach(namespace -> neighbours.lookOrHide(namespace, kube, target));
        }
        return neighbours;
    }

    private void lookOrHide(String namespace, KubeClient kube, DeployTarget target) {
        if (namespace.isEmpty() || !look(namespace, kube, target)) {
            hidden.add(namespace);
        }
    }

    /** False if that is not allowed. */
    private boolean look(String namespace, KubeClient kube, DeployTarget target) {
        try {
            List<ObjectNode> inventories = new ArrayList<>(kube.listLabelled(
                            InventoryStore.CONFIG_MAPS, namespace, InventoryStore.LABELS, InventoryStore::isInventory)
                    .items());
            inventories.forEach(inventory -> add(inventory, target));
            return true;
        } catch (ApiException refused) {
            if (refused.isForbidden()) {
                return false;
            }
            throw refused;
        }
    }

    private void add(ObjectNode inventory, DeployTarget target) {
        String name = inventory.path("metadata").path("name").asText();
        String namespace = inventory.path("metadata").path("namespace").asText();
        if (name.equals(InventoryStore.nameFor(target)) && namespace.equals(target.namespace())) {
            return;
        }
        InventoryStore.read(inventory)
                .objects()
                .keySet()
                .forEach(key -> owners.putIfAbsent(key, "ConfigMap " + namespace + "/" + name));
    }

    /** The inventory that tracks the object as well; empty if none is known. */
    String owner(ObjectRef ref) {
        return owners.getOrDefault(ref.key(), "");
    }

    /** Whether it may have an owner that we are not allowed to see. */
    boolean isHidden(ObjectRef ref) {
        return hidden.contains(ref.namespace());
    }
}
