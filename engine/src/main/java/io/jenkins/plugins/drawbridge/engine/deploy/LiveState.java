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
 * @param terminating objects that are being deleted, and so are no longer counted on
 * @param notServed kinds whose path the server does not know
 */
record LiveState(
        Map<ObjectRef.Key, ObjectNode> objects,
        Map<ObjectRef.Key, ObjectNode> terminating,
        Set<ObjectRef.Key> unreadable,
        Set<ApiResource> notServed) {

    static final LiveState EMPTY = new LiveState(Map.of(), Map.of(), Set.of(), Set.of());

    LiveState {
        objects = Map.copyOf(objects);
        terminating = Map.copyOf(terminating);
        unreadable = Set.copyOf(unreadable);
        notServed = Set.copyOf(notServed);
    }

    static LiveState of(Map<ObjectRef.Key, ObjectNode> found, Set<ObjectRef.Key> unreadable) {
        Map<ObjectRef.Key, ObjectNode> objects = new HashMap<>(found);
        Map<ObjectRef.Key, ObjectNode> terminating = new HashMap<>(found);
        objects.values().removeIf(Terminating::is);
        terminating.values().removeIf(object -> !Terminating.is(object));
        return new LiveState(objects, terminating, unreadable, Set.of());
    }

    static LiveState notServed(ApiResource resource) {
        return new LiveState(Map.of(), Map.of(), Set.of(), Set.of(resource));
    }

    Optional<ObjectNode> find(ObjectRef ref) {
        return Optional.ofNullable(objects.get(ref.key()));
    }

    Optional<ObjectNode> findTerminating(ObjectRef ref) {
        return Optional.ofNullable(terminating.get(ref.key()));
    }

    LiveState and(LiveState other) {
        Map<ObjectRef.Key, ObjectNode> all = new HashMap<>(objects);
        all.putAll(other.objects);
        Map<ObjectRef.Key, ObjectNode> leaving = new HashMap<>(terminating);
        leaving.putAll(other.terminating);
        Set<ObjectRef.Key> hidden = new HashSet<>(unreadable);
        hidden.addAll(other.unreadable);
        Set<ApiResource> missing = new HashSet<>(notServed);
        missing.addAll(other.notServed);
        return new LiveState(all, leaving, hidden, missing);
    }
}
