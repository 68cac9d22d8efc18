package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The objects of a build in their order; no two have the same identity. Used by one thread. */
final class Resources {

    private final List<Resource> all = new ArrayList<>();

    List<Resource> all() {
        return List.copyOf(all);
    }

    void add(Resource resource) {
        all.stream()
                .filter(other -> other.id().sameObject(resource.id()))
                .findFirst()
                .ifPresent(other -> {
                    throw resource.refuse(
                            resource.id() + " is given twice, first in " + other.place() + "; remove one of the two.");
                });
        all.add(resource);
    }

    void addAll(Resources others) {
        others.all.forEach(this::add);
    }

    void replace(Resource old, Resource by) {
        all.set(all.indexOf(old), by);
    }

    void removeIf(Predicate<Resource> unwanted) {
        all.removeIf(unwanted);
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
