package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.kube.ApplyOptions;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Server-side apply with a conflict rule: fields that somebody else owns are not taken unless the user named that
 * manager. mlp's fields are taken without asking, since Drawbridge takes its place. Thread-safe.
 */
final class Applier {

    private static final Pattern MANAGER = Pattern.compile("conflict with \"([^\"]+)\"");
    private static final int SHOWN_FIELDS = 8;

    private final KubeClient kube;
    private final Set<String> yielding;

    Applier(KubeClient kube, Set<String> forceConflictsWith) {
        this.kube = kube;
        this.yielding = new LinkedHashSet<>(forceConflictsWith);
        yielding.add(Deployer.MLP);
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
