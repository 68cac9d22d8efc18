package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads what lives: one LIST for each kind and namespace, all of them at once, and of each list only the objects asked
 * for. Where listing is not allowed, each object is asked for by name.
 */
final class LiveReader {

    private static final int LISTED_FROM = 3;

    private final KubeClient kube;
    private final Parallel parallel;

    LiveReader(KubeClient kube, Parallel parallel) {
        this.kube = kube;
        this.parallel = parallel;
    }

    /** @param refs what is looked for there, by name */
    private record Shelf(ApiResource resource, String namespace, Map<String, ObjectRef> refs) {}

    LiveState read(Collection<ObjectRef> refs, Kinds kinds) {
        Map<ApiResource, Map<String, Shelf>> shelves = new LinkedHashMap<>();
        for (ObjectRef ref : refs) {
            kinds.resource(ref).ifPresent(resource -> shelves.computeIfAbsent(resource, any -> new LinkedHashMap<>())
                    .computeIfAbsent(
                            ref.namespace(), any -> new Shelf(resource, ref.namespace(), new LinkedHashMap<>()))
                    .refs()
                    .put(ref.name(), ref));
        }
        List<Shelf> asked = shelves.values().stream()
                .flatMap(ofKind -> ofKind.values().stream())
                .toList();
        return parallel.map(asked, this::read).stream().reduce(LiveState.EMPTY, LiveState::and);
    }

    /** A few cluster-scoped objects are asked for by name: their lists belong to the whole cluster. */
    private LiveState read(Shelf shelf) {
        Map<String, ObjectRef> refs = shelf.refs();
        if (!shelf.resource().namespaced() && refs.size() < LISTED_FROM) {
            return readEach(shelf);
        }
        try {
            Map<ObjectRef.Key, ObjectNode> found = new HashMap<>();
            for (ObjectNode object : kube.list(
                            shelf.resource(), shelf.namespace(), "", item -> refs.containsKey(name(item)))
                    .items()) {
                ObjectRef ref = refs.get(name(object));
                if (ref != null) {
                    found.put(ref.key(), object);
                }
            }
            return LiveState.of(found, Set.of());
        } catch (ApiException refused) {
            if (refused.isForbidden()) {
                return readEach(shelf);
            }
            if (refused.isNotFound()) {
                return LiveState.notServed(shelf.resource());
            }
            throw refused;
        }
    }

    private LiveState readEach(Shelf shelf) {
        Map<ObjectRef.Key, ObjectNode> found = new HashMap<>();
        Set<ObjectRef.Key> unreadable = new HashSet<>();
        for (ObjectRef ref : shelf.refs().values()) {
            try {
                kube.get(shelf.resource(), shelf.namespace(), ref.name())
                        .ifPresent(object -> found.put(ref.key(), object));
            } catch (ApiException refused) {
                if (!refused.isForbidden()) {
                    throw refused;
                }
                unreadable.add(ref.key());
            }
        }
        return LiveState.of(found, unreadable);
    }

    private static String name(ObjectNode object) {
        return object.path("metadata").path("name").asText();
    }
}
