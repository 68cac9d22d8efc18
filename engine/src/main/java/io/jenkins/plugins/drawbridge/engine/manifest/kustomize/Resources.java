package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The objects of a build in their order; no two have the same identity. Used by one thread. */
final class Resources {

    private final List<Resource> all = new ArrayList<>();
    private @Nullable Map<ResId, Resource> byKey;

    List<Resource> all() {
        return List.copyOf(all);
    }

    void add(Resource resource) {
        Map<ResId, Resource> known = byKey == null ? distinct() : byKey;
        Resource other = known.putIfAbsent(resource.id().key(), resource);
        if (other != null) {
            throw resource.refuse(
                    resource.id() + " is given twice, first in " + other.place() + "; remove one of the two.");
        }
        byKey = known;
        all.add(resource);
    }

    /** Must be called when objects may have got other names. */
    void renamed() {
        byKey = null;
    }

    /** The objects by what they are called; refuses two of the same. */
    Map<ResId, Resource> distinct() {
        Map<ResId, Resource> distinct = new HashMap<>();
        for (Resource resource : all) {
            Resource other = distinct.putIfAbsent(resource.id().key(), resource);
            if (other != null) {
                throw resource.refuse(resource.id() + " is now the same object as that of " + other.place()
                        + "; give one of them another name.");
            }
        }
        return distinct;
    }

    void addAll(Resources others) {
        others.all.forEach(this::add);
    }

    void replace(Resource old, Resource by) {
        all.set(all.indexOf(old), by);
        renamed();
    }

    void removeIf(Predicate<Resource> unwanted) {
        all.removeIf(unwanted);
        renamed();
    }

    void order(List<Resource> sorted) {
        all.clear();
        all.addAll(sorted);
    }

    /** Those that are or were called so. */
    List<Resource> ever(Predicate<ResId> called) {
        return all.stream()
                .filter(resource -> resource.allIds().stream().anyMatch(called))
                .toList();
    }
}
