package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the services an object belongs to: by what workloads refer to and what refers to workloads (selectors, scale
 * targets, backends, subjects), else by the labels {@code app.kubernetes.io/name} and {@code app}.
 */
final class Attachment {

    private static final List<String> NAME_LABELS = List.of("app.kubernetes.io/name", "app");

    private final List<Target> targets = new ArrayList<>();

    /** Services by what their workloads refer to ({@code Kind/name}) and how they are labelled ({@code label=value}). */
    private final Map<String, Set<String>> servicesByMark = new HashMap<>();

    /** The services of each object that is no workload, by {@code Kind/name}. */
    private final Map<String, Set<String>> servicesByObject = new LinkedHashMap<>();

    /** @param services workloads by service name */
    Attachment(Map<String, List<JsonNode>> services, List<JsonNode> others) {
        services.forEach((service, workloads) -> workloads.forEach(workload -> target(service, workload)));
        for (JsonNode other : others) {
            servicesByObject.put(id(other), direct(other));
        }
        followers(others);
        followers(others);
        for (JsonNode other : others) {
            servicesByObject.computeIfPresent(id(other), (any, found) -> found.isEmpty() ? labelled(other) : found);
        }
    }

    private record Target(String service, String id, JsonNode podLabels) {}

    private void target(String service, JsonNode workload) {
        targets.add(new Target(service, id(workload), Workload.podLabels(workload)));
        References.of(workload).forEach(reference -> mark(reference, service));
        for (String label : NAME_LABELS) {
            mark(label + "=" + service, service);
            mark(label + "=" + label(workload, label), service);
        }
    }

    private void mark(String mark, String service) {
        servicesByMark.computeIfAbsent(mark, any -> new LinkedHashSet<>()).add(service);
    }

    /** Empty: it belongs to no one service. */
    Set<String> servicesOf(JsonNode object) {
        return servicesByObject.getOrDefault(id(object), Set.of());
    }

    private Set<String> direct(JsonNode object) {
        Set<String> found = new LinkedHashSet<>(servicesByMark.getOrDefault(id(object), Set.of()));
        JsonNode selector = selector(object);
        Set<String> named = named(object);
        if (named.isEmpty() && selector.isEmpty()) {
            return found;
        }
        for (Target target : targets) {
            if (named.contains(target.id()) || selects(selector, target.podLabels())) {
                found.add(target.service());
            }
        }
        return found;
    }

    /** What an autoscaler names. */
    private static Set<String> named(JsonNode object) {
        Set<String> named = new HashSet<>();
        for (String field : List.of("scaleTargetRef", "targetRef")) {
            JsonNode target = object.path("spec").path(field);
            if (target.isObject()) {
                named.add(
                        target.path("kind").asText() + "/" + target.path("name").asText());
            }
        }
        return named;
    }

    private static JsonNode selector(JsonNode object) {
        JsonNode spec = object.path("spec");
        return switch (object.path("kind").asText()) {
            case "Service" -> spec.path("selector");
            case "NetworkPolicy" -> spec.path("podSelector").path("matchLabels");
            case "PodDisruptionBudget", "ServiceMonitor", "PodMonitor" ->
                spec.path("selector").path("matchLabels");
            default -> object.path("no selector");
        };
    }

    /** A selector of everything belongs to nobody. */
    private static boolean selects(JsonNode selector, JsonNode labels) {
        for (Map.Entry<String, JsonNode> wanted : selector.properties()) {
            if (!wanted.getValue().equals(labels.get(wanted.getKey()))) {
                return false;
            }
        }
        return selector.isObject() && !selector.isEmpty();
    }

    /** Objects that follow others: Ingress and Service, RoleBinding and account, Role and binding, monitors. */
    private void followers(List<JsonNode> others) {
        for (JsonNode other : others) {
            Set<String> found = new LinkedHashSet<>(servicesOf(other));
            for (String leader : leaders(other)) {
                found.addAll(servicesByObject.getOrDefault(leader, Set.of()));
            }
            servicesByObject.put(id(other), found);
            if (other.path("kind").asText().endsWith("RoleBinding")) {
                String role = other.path("roleRef").path("kind").asText() + "/"
                        + other.path("roleRef").path("name").asText();
                servicesByObject.computeIfPresent(role, (any, before) -> union(before, found));
            }
        }
    }

    private static Set<String> leaders(JsonNode object) {
        Set<String> leaders = new HashSet<>();
        String kind = object.path("kind").asText();
        if (kind.equals("Ingress") || kind.endsWith("Route")) {
            backends(object.path("spec"), leaders);
        } else if (kind.endsWith("RoleBinding")) {
            object.path("subjects")
                    .forEach(subject -> leaders.add(subject.path("kind").asText() + "/"
                            + subject.path("name").asText()));
        } else if (kind.endsWith("ExternalSecret") || kind.equals("SealedSecret")) {
            String target = object.path("spec").path("target").path("name").asText(name(object));
            leaders.add("Secret/" + target);
        }
        return leaders;
    }

    private static void backends(JsonNode node, Set<String> leaders) {
        for (String field : List.of("service", "backend", "backendRefs", "defaultBackend", "services", "to")) {
            JsonNode backend = node.path(field);
            leaders.add("Service/" + backend.path("name").asText());
            leaders.add("Service/" + backend.path("serviceName").asText());
            backend.forEach(one -> leaders.add("Service/" + one.path("name").asText()));
        }
        node.forEach(child -> backends(child, leaders));
    }

    private Set<String> labelled(JsonNode object) {
        Set<String> found = new LinkedHashSet<>();
        for (String label : NAME_LABELS) {
            String value = label(object, label);
            if (!value.isEmpty()) {
                found.addAll(servicesByMark.getOrDefault(label + "=" + value, Set.of()));
            }
        }
        return found;
    }

    private static String label(JsonNode object, String label) {
        return object.path("metadata").path("labels").path(label).asText();
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> both = new LinkedHashSet<>(one);
        both.addAll(other);
        return both;
    }

    private static String id(JsonNode object) {
        return object.path("kind").asText() + "/" + name(object);
    }

    private static String name(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }
}
