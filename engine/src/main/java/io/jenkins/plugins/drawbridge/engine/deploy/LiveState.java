package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What lives of the objects that were asked for.
 *
 * @param unreadable objects we may not read: whether they live is unknown
 * @param notServed kinds whose path the server does not know
 */
record LiveState(Map<ObjectRef.Key, ObjectNode> objects, Set<ObjectRef.Key> unreadable, Set<ApiResource> notServed) {

    static final LiveState EMPTY = new LiveState(Map.of(), Set.of(), Set.of());

    LiveState {
        objects = Map.copyOf(objects);
        unreadable = Set.copyOf(unreadable);
        notServed = Set.copyOf(notServed);
    }

    Optional<ObjectNode> find(ObjectRef ref) {
        return Optional.ofNullable(objects.get(ref.key()));
    }

    LiveState and(LiveState other) {
        Map<ObjectRef.Key, ObjectNode> all = new HashMap<>(objects);
        all.putAll(other.objects);
        Set<ObjectRef.Key> hidden = new HashSet<>(unreadable);
        hidden.addAll(other.unreadable);
        Set<ApiResource> missing = new HashSet<>(notServed);
        missing.addAll(other.notServed);
        return new LiveState(all, hidden, missing);
    }
}
