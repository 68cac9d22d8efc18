package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names the ConfigMaps and Secrets behind a restart: {@code restart: configuration changed (ConfigMap cfg)}. They are
 * those which the workload reads and the same plan changes. Pure.
 */
public final class RestartReasons {

    private static final int NAMED = 5;

    private final Map<ObjectRef.Key, JsonNode> bodies = new HashMap<>();
    private final Set<String> changed = new HashSet<>();

    private RestartReasons(List<Change> changes, List<Manifest> desired) {
        desired.forEach(manifest -> bodies.put(manifest.ref().key(), manifest.body()));
        for (Change change : changes) {
            ObjectRef ref = change.ref();
            if (!(change instanceof Change.Unchanged) && (ref.is("", "ConfigMap") || ref.is("", "Secret"))) {
                changed.add(ref.namespace() + " " + ref.kind() + "/" + ref.name());
            }
        }
    }

    /** The changes, in their order, with the reasons spelled out. */
    public static List<Change> named(List<Change> changes, List<Manifest> desired) {
        RestartReasons reasons = new RestartReasons(changes, desired);
        return reasons.changed.isEmpty()
                ? changes
                : changes.stream().map(reasons::named).toList();
    }

    private Change named(Change change) {
        JsonNode body = bodies.get(change.ref().key());
        if (!(change instanceof Change.Update) || body == null) {
            return change;
        }
        Set<String> names = new TreeSet<>();
        for (String reference : References.of(body)) {
            if (changed.contains(change.ref().namespace() + " " + reference)) {
                names.add(reference.replace('/', ' '));
            }
        }
        return names.isEmpty() ? change : new Change.Update(change.ref(), fields(change.fields(), names));
    }

    private static List<FieldChange> fields(List<FieldChange> fields, Set<String> names) {
        return fields.stream()
                .map(field -> field.path().equals(Rollout.PATH) ? named(field, names) : field)
                .toList();
    }

    private static FieldChange named(FieldChange rollout, Set<String> names) {
        JsonNode after = rollout.after();
        String reason = after == null ? "" : after.asText();
        String spelled = reason.replace(Rollout.CONFIGURATION, Rollout.CONFIGURATION + " (" + some(names) + ")");
        return new FieldChange(rollout.path(), rollout.before(), TextNode.valueOf(spelled));
    }

    private static String some(Set<String> names) {
        List<String> first = names.stream().limit(NAMED).toList();
        int more = names.size() - first.size();
        return String.join(", ", first) + (more == 0 ? "" : " and " + more + " more");
    }
}
