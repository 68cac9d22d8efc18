package io.jenkins.plugins.drawbridge.server.cli;

import io.jenkins.plugins.drawbridge.engine.plan.DeployType;
import java.util.List;

/**
 * What decides the content of a plan, beside the manifests.
 *
 * @param application names the inventory; the namespace unless a flag says otherwise
 * @param dangerouslyPrune kinds, or {@code Kind/name}, that may be pruned although they hold data
 * @param forceConflictsWith field managers whose fields we take over
 */
public record DeployChoices(
        DeployType type,
        boolean forceWhenNoSemver,
        String application,
        boolean dangerouslyPruneEverything,
        List<String> dangerouslyPrune,
        List<String> forceConflictsWith) {

    public DeployChoices {
        dangerouslyPrune = List.copyOf(dangerouslyPrune);
        forceConflictsWith = List.copyOf(forceConflictsWith);
    }
}
