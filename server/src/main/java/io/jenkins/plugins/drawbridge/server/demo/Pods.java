package io.jenkins.plugins.drawbridge.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The running pods of a namespace at one moment.
 *
 * @param byService names of pods, by the {@code app.kubernetes.io/name} they carry
 */
record Pods(Map<String, Set<String>> byService) {

    static Pods of(List<ObjectNode> pods) {
        Map<String, Set<String>> byService = new TreeMap<>();
        for (JsonNode pod : pods) {
            JsonNode metadata = pod.path("metadata");
            String service =
                    metadata.path("labels").path("app.kubernetes.io/name").asText();
            byService
                    .computeIfAbsent(service, absent -> new TreeSet<>())
                    .add(metadata.path("name").asText() + " "
                            + metadata.path("uid").asText());
        }
        return new Pods(byService);
    }

    /** Services whose pods are all others now than before. */
    Set<String> restartedSince(Pods before) {
        Set<String> restarted = new TreeSet<>(byService.keySet());
        restarted.removeIf(service -> !Collections.disjoint(of(service), before.of(service)));
        return restarted;
    }

    /** Services of which at least one pod is still the same. */
    Set<String> keptSince(Pods before) {
        Set<String> kept = new TreeSet<>(byService.keySet());
        kept.removeAll(restartedSince(before));
        return kept;
    }

    private Set<String> of(String service) {
        return byService.getOrDefault(service, Set.of());
    }
}
