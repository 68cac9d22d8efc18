package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.kube.ApplyOptions;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.plan.Takeover;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Server-side apply with a conflict rule: fields that somebody else owns are not taken unless the user named that
 * manager. mlp's fields are taken without asking, since Drawbridge takes its place. Thread-safe.
 *
 * <p>A predecessor that is taken over, mlp or kubectl, loses all it owns of an object before the first apply there; see
 * {@link Takeover}.
 */
final class Applier {

    private static final Pattern MANAGER = Pattern.compile("conflict with \"([^\"]+)\"");
    private static final int SHOWN_FIELDS = 8;
    private static final int TAKEOVER_TRIES = 5;

    private final KubeClient kube;
    private final Set<String> yielding;
    private final Set<String> predecessors;

    Applier(KubeClient kube, Set<String> forceConflictsWith) {
        this.kube = kube;
        this.yielding = new LinkedHashSet<>(forceConflictsWith);
        yielding.add(Deployer.MLP);
        this.predecessors = Predecessors.takenOver(forceConflictsWith);
    }

    Optional<Takeover> takeover(ObjectNode live) {
        return Takeover.of(live, predecessors, Deployer.MANAGER);
    }

    /** Makes ours what predecessors own of the object; a request only where they own something. */
    void takeOver(ApiResource resource, ObjectNode live) {
        ObjectNode current = live;
        for (int tries = 1; takeover(current).isPresent(); tries++) {
            try {
                kube.patch(resource, current, owners(current), new ApplyOptions(Deployer.MANAGER, false, false));
                return;
            } catch (ApiException raced) {
                if (!raced.isConflict() || tries == TAKEOVER_TRIES) {
                    throw raced;
                }
                current = read(resource, live);
            }
        }
    }

    private ObjectNode owners(ObjectNode current) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = patch.putObject("metadata");
        metadata.set("resourceVersion", current.path("metadata").path("resourceVersion"));
        takeover(current).ifPresent(takeover -> metadata.set("managedFields", takeover.managedFields()));
        return patch;
    }

    private ObjectNode read(ApiResource resource, ObjectNode live) {
        JsonNode metadata = live.path("metadata");
        return kube.get(
                        resource,
                        metadata.path("namespace").asText(),
                        metadata.path("name").asText())
                .orElseGet(JsonNodeFactory.instance::objectNode);
    }

    /** What a dry run cannot know: what goes with the predecessors. Asked of the server too, for its defaults. */
    ObjectNode afterTakeover(ApiResource resource, ObjectNode live, ObjectNode applied) {
        ObjectNode left = Takeover.leaves(applied, predecessors, Deployer.MANAGER);
        if (left.equals(applied)) {
            return applied;
        }
        ObjectNode patch = Takeover.patch(live, left);
        patch.withObject("/metadata").remove("resourceVersion");
        return kube.patch(resource, live, patch, new ApplyOptions(Deployer.MANAGER, false, true));
    }

    /**
     * @param object as the server has it now (or would have it)
     * @param forced whether fields were taken over
     */
    record Applied(ObjectNode object, boolean forced) {}

    Applied apply(ApiResource resource, ObjectNode body, boolean force, boolean dryRun) {
        try {
            return once(resource, body, force, dryRun);
        } catch (ApiException refused) {
            if (!refused.isConflict() || force || refused.causes().isEmpty()) {
                throw refused;
            }
            SortedMap<String, List<String>> strangers = strangers(refused);
            if (!strangers.isEmpty()) {
                throw new DeployException(conflict(strangers), refused);
            }
            return new Applied(kube.apply(resource, body, new ApplyOptions(Deployer.MANAGER, true, dryRun)), true);
        }
    }

    /** A server under load may lose the race against controllers that write to the object; that is no conflict. */
    private Applied once(ApiResource resource, ObjectNode body, boolean force, boolean dryRun) {
        ApplyOptions options = new ApplyOptions(Deployer.MANAGER, force, dryRun);
        try {
            return new Applied(kube.apply(resource, body, options), force);
        } catch (ApiException raced) {
            if (!raced.isConflict() || !raced.causes().isEmpty()) {
                throw raced;
            }
            return new Applied(kube.apply(resource, body, options), force);
        }
    }

    /** The fields in the way, by the manager who owns them; without those the user allowed to take. */
    private SortedMap<String, List<String>> strangers(ApiException conflict) {
        SortedMap<String, List<String>> strangers = new TreeMap<>();
        for (ApiException.Cause cause : conflict.causes()) {
            String manager = manager(cause);
            if (!yielding.contains(manager)) {
                strangers.computeIfAbsent(manager, first -> new ArrayList<>()).add(cause.field());
            }
        }
        return strangers;
    }

    private static String manager(ApiException.Cause cause) {
        Matcher matcher = MANAGER.matcher(cause.message());
        return matcher.find() ? matcher.group(1) : cause.message();
    }

    private static String conflict(SortedMap<String, List<String>> strangers) {
        List<String> owners = new ArrayList<>();
        List<String> flags = new ArrayList<>();
        strangers.forEach((manager, fields) -> {
            owners.add("\"" + manager + "\" owns " + shown(fields));
            flags.add("--force-conflicts-with " + manager);
        });
        String remedy = String.join(" ", flags);
        return owners.size() == 1
                ? owners.get(0) + " and wants another value; leave the field out of the manifest, or take it over with "
                        + remedy
                : String.join(", ", owners)
                        + ", and they want other values; leave these fields out of the manifest, or take them over with "
                        + remedy;
    }

    private static String shown(List<String> fields) {
        int hidden = fields.size() - SHOWN_FIELDS;
        String shown = String.join(", ", fields.subList(0, Math.min(fields.size(), SHOWN_FIELDS)));
        return hidden > 0 ? shown + " and " + hidden + " more" : shown;
    }
}
