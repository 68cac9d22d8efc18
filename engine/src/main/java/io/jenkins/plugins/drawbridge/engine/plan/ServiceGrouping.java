package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Groups the objects of a plan by service, as the Console's table has them: one service for each workload name, with
 * everything that serves it. An object that several workloads use stands with each of them: each is deployed when it
 * changes. What belongs to none stands under {@value #SHARED}. Pure; one instance for one plan.
 */
public final class ServiceGrouping {

    /** Objects of no one service: a namespace, quotas, a policy for all pods. No Kubernetes name looks like it. */
    public static final String SHARED = "(shared)";

    private final GroupingInput input;
    private final Map<ObjectRef.Key, ObjectNode> desired = new HashMap<>();
    private final Map<ObjectRef.Key, JsonNode> bodies = new HashMap<>();
    private final Map<String, List<JsonNode>> workloads = new TreeMap<>(NaturalOrder.INSTANCE);
    private final Map<String, List<Change>> members = new LinkedHashMap<>();

    private ServiceGrouping(GroupingInput input) {
        this.input = input;
        for (Manifest manifest : input.desired()) {
            desired.put(manifest.ref().key(), manifest.body());
        }
        bodies.putAll(input.live());
        bodies.putAll(desired);
    }

    /** Sorted by name as people count, {@value #SHARED} last. */
    public static List<ServicePlan> group(GroupingInput input) {
        return new ServiceGrouping(input).group();
    }

    private List<ServicePlan> group() {
        List<JsonNode> others = new ArrayList<>();
        for (Change change : input.changes()) {
            JsonNode body = body(change);
            if (Workload.is(body)) {
                workloads
                        .computeIfAbsent(change.ref().name(), any -> new ArrayList<>())
                        .add(body);
            } else {
                others.add(body);
            }
        }
        assign(new Attachment(workloads, others));
        List<ServicePlan> services = new ArrayList<>();
        workloads.keySet().forEach(name -> services.add(service(name)));
        if (members.containsKey(SHARED)) {
            services.add(service(SHARED));
        }
        return services;
    }

    /** Workloads first, then the rest in the order of the plan. */
    private void assign(Attachment attachment) {
        for (Change change : input.changes()) {
            if (Workload.is(body(change))) {
                join(change.ref().name(), change);
            }
        }
        for (Change change : input.changes()) {
            JsonNode body = body(change);
            if (!Workload.is(body)) {
                Set<String> services = attachment.servicesOf(body);
                (services.isEmpty() ? Set.of(SHARED) : services).forEach(service -> join(service, change));
            }
        }
    }

    private void join(String service, Change change) {
        members.computeIfAbsent(service, any -> new ArrayList<>()).add(change);
    }

    private JsonNode body(Change change) {
        JsonNode body = bodies.get(change.ref().key());
        return body == null ? named(change.ref()) : body;
    }

    /** What is known of an object whose body nobody could read. */
    private static ObjectNode named(ObjectRef ref) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", ref.apiVersion()).put("kind", ref.kind());
        object.putObject("metadata").put("name", ref.name()).put("namespace", ref.namespace());
        return object;
    }

    private ServicePlan service(String name) {
        List<Change> changes = members.getOrDefault(name, List.of());
        return new ServicePlan(
                name,
                outcome(changes),
                versions(changes, input.live()),
                versions(changes, desired),
                changes.stream().map(Change::ref).toList());
    }

    private Outcome outcome(List<Change> changes) {
        List<Change> ofWorkloads =
                changes.stream().filter(change -> Workload.is(body(change))).toList();
        List<Change> decisive = ofWorkloads.isEmpty() ? changes : ofWorkloads;
        if (decisive.stream().allMatch(change -> change instanceof Change.Delete)) {
            return Outcome.DELETE;
        }
        if (decisive.stream().anyMatch(this::isUnknown)) {
            return Outcome.NO_INFO;
        }
        if (changes.stream().anyMatch(change -> !(change instanceof Change.Unchanged) && !isUnknown(change))) {
            return Outcome.DEPLOY;
        }
        return changes.stream().anyMatch(this::isUnknown) ? Outcome.NO_INFO : Outcome.NO_UPDATE;
    }

    private boolean isUnknown(Change change) {
        return input.unreadable().contains(change.ref().kindAndGroup());
    }

    private String versions(List<Change> changes, Map<ObjectRef.Key, ObjectNode> state) {
        Set<String> versions = new LinkedHashSet<>();
        for (Change change : changes) {
            ObjectNode body = state.get(change.ref().key());
            if (body != null && Workload.is(body)) {
                versions.add(ImageVersion.of(body));
            }
        }
        return String.join(", ", versions);
    }
}
