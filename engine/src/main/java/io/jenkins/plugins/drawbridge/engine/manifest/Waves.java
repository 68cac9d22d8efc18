package io.jenkins.plugins.drawbridge.engine.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.drawbridge.engine.InputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sorts manifests into waves: a wave starts when the one before it is ready, its objects need not wait for each other.
 *
 * <p>An object waits for its Namespace, a custom resource for its definition, a webhook configuration for the Services
 * it calls, and any object for what its {@link Annotations#DEPENDS_ON} names; the first three only if the input holds
 * them.
 */
public final class Waves {

    private static final int SHOWN_EDGES = 20;
    private static final Comparator<Manifest> ORDER = Comparator.comparing(Manifest::ref, KindOrder.COMPARATOR);

    private final Map<ObjectRef.Key, Manifest> manifests = new LinkedHashMap<>();
    private final Definitions definitions;
    private final Map<ObjectRef.Key, Set<ObjectRef.Key>> waitsFor = new LinkedHashMap<>();

    private Waves(List<Manifest> manifests) {
        this.definitions = new Definitions(manifests);
        manifests.forEach(manifest -> this.manifests.put(manifest.ref().key(), manifest));
    }

    /**
     * The waves in order, each in the order of kinds.
     *
     * @param manifests namespaces settled, no object twice
     * @throws InputException for a reference that cannot be read, an object that is not in the input, or a cycle
     */
    public static List<List<Manifest>> of(List<Manifest> manifests) {
        Waves waves = new Waves(manifests);
        waves.link();
        return waves.sort();
    }

    private void link() {
        Faults faults = new Faults();
        manifests.values().forEach(manifest -> waitsFor.put(manifest.ref().key(), targets(manifest, faults)));
        faults.throwIfAny();
    }

    private Set<ObjectRef.Key> targets(Manifest manifest, Faults faults) {
        ObjectRef ref = manifest.ref();
        Set<ObjectRef.Key> targets = new LinkedHashSet<>();
        addIfPresent(targets, definitions.of(ref));
        addIfPresent(targets, new ObjectRef.Key("", "Namespace", "", ref.namespace()));
        if (ref.group().equals("admissionregistration.k8s.io")) {
            services(manifest).forEach(service -> addIfPresent(targets, service));
        }
        try {
            DependsOn.of(manifest).forEach(target -> addRequired(targets, manifest, target, faults));
        } catch (InputException e) {
            faults.add(String.valueOf(e.getMessage()));
        }
        return targets;
    }

    private void addIfPresent(Set<ObjectRef.Key> targets, ObjectRef.@Nullable Key target) {
        if (target != null && manifests.containsKey(target)) {
            targets.add(target);
        }
    }

    private void addRequired(Set<ObjectRef.Key> targets, Manifest from, ObjectRef.Key target, Faults faults) {
        if (manifests.containsKey(target)) {
            targets.add(target);
        } else {
            faults.add(from.source() + ": external dependency from "
                    + shown(from.ref().key()) + " to " + shown(target) + "; add that object to the input, or correct "
                    + Annotations.DEPENDS_ON);
        }
    }

    private static List<ObjectRef.Key> services(Manifest configuration) {
        List<ObjectRef.Key> services = new ArrayList<>();
        for (JsonNode webhook : configuration.body().path("webhooks")) {
            JsonNode service = webhook.path("clientConfig").path("service");
            services.add(new ObjectRef.Key(
                    "",
                    "Service",
                    service.path("namespace").asText(),
                    service.path("name").asText()));
        }
        return services;
    }

    private List<List<Manifest>> sort() {
        Map<ObjectRef.Key, List<ObjectRef.Key>> awaitedBy = new HashMap<>();
        Map<ObjectRef.Key, Integer> open = new HashMap<>();
        waitsFor.forEach((key, targets) -> {
            open.put(key, targets.size());
            targets.forEach(target ->
                    awaitedBy.computeIfAbsent(target, any -> new ArrayList<>()).add(key));
        });
        List<List<Manifest>> waves = new ArrayList<>();
        List<ObjectRef.Key> ready =
                waitsFor.keySet().stream().filter(key -> isFree(key, open)).toList();
        while (!ready.isEmpty()) {
            waves.add(ready.stream().map(this::manifest).sorted(ORDER).toList());
            ready.forEach(waitsFor::remove);
            List<ObjectRef.Key> freed = new ArrayList<>();
            for (ObjectRef.Key done : ready) {
                awaitedBy.getOrDefault(done, List.of()).forEach(key -> {
                    open.merge(key, -1, Integer::sum);
                    if (isFree(key, open)) {
                        freed.add(key);
                    }
                });
            }
            ready = freed;
        }
        if (!waitsFor.isEmpty()) {
            throw new InputException(cycle());
        }
        return List.copyOf(waves);
    }

    private static boolean isFree(ObjectRef.Key key, Map<ObjectRef.Key, Integer> open) {
        return open.getOrDefault(key, 0) == 0;
    }

    private Manifest manifest(ObjectRef.Key key) {
        Manifest manifest = manifests.get(key);
        if (manifest == null) {
            throw new IllegalStateException("no manifest for " + key);
        }
        return manifest;
    }

    /** What is left waits for each other, or for those that do; the latter are taken off before the edges are shown. */
    private String cycle() {
        Set<ObjectRef.Key> awaited = new LinkedHashSet<>();
        int before;
        do {
            before = waitsFor.size();
            awaited.clear();
            waitsFor.values().forEach(awaited::addAll);
            waitsFor.keySet().retainAll(awaited);
        } while (waitsFor.size() < before);
        StringBuilder sentence = new StringBuilder("cyclical dependencies:");
        waitsFor.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .filter(waitsFor::containsKey)
                        .map(target -> "\n- " + manifest(entry.getKey()).source() + ": " + shown(entry.getKey())
                                + " -> " + shown(target)))
                .limit(SHOWN_EDGES)
                .forEach(sentence::append);
        return sentence.toString();
    }

    /** {@code apps/Deployment shop/api}. */
    private static String shown(ObjectRef.Key key) {
        return (key.group().isEmpty() ? "" : key.group() + "/") + key.kind() + " "
                + (key.namespace().isEmpty() ? "" : key.namespace() + "/") + key.name();
    }
}
