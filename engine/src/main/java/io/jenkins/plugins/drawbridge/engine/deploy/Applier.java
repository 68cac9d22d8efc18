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
import java.util.TreeSet;
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
            Set<String> strangers = strangers(refused);
            if (!strangers.isEmpty()) {
                throw new DeployException(conflict(refused, strangers), refused);
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

    private Set<String> strangers(ApiException conflict) {
        Set<String> strangers = new TreeSet<>();
        for (ApiException.Cause cause : conflict.causes()) {
            String manager = manager(cause);
            if (!yielding.contains(manager)) {
                strangers.add(manager);
            }
        }
        return strangers;
    }

    private static String manager(ApiException.Cause cause) {
        Matcher matcher = MANAGER.matcher(cause.message());
        return matcher.find() ? matcher.group(1) : cause.message();
    }

    private static String conflict(ApiException refused, Set<String> strangers) {
        List<String> fields = new ArrayList<>();
        refused.causes().stream().limit(SHOWN_FIELDS).forEach(cause -> fields.add(cause.field()));
        int hidden = refused.causes().size() - fields.size();
        String more = hidden > 0 ? " and " + hidden + " more" : "";
        String flags = strangers.stream()
                .map(manager -> "--force-conflicts-with " + manager)
                .reduce((one, other) -> one + " " + other)
                .orElse("");
        return "\"" + String.join("\", \"", strangers) + "\" owns " + String.join(", ", fields) + more
                + " and wants another value; leave the field out of the manifest, or take it over with " + flags;
    }
}
