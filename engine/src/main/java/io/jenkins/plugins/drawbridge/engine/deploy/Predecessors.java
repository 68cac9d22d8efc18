package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.plan.Takeover;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tools whose place Drawbridge takes, by their field managers. */
final class Predecessors {

    /** Whoever is named here and may be taken from loses everything, not only what differs. */
    private static final Set<String> ALL = Set.of(Deployer.MLP, Takeover.KUBECTL, "kubectl");

    private static final int SHOWN = 3;

    private Predecessors() {}

    /** @param forced managers the user named */
    static Set<String> takenOver(Set<String> forced) {
        Set<String> taken = new LinkedHashSet<>(forced);
        taken.add(Deployer.MLP);
        taken.retainAll(ALL);
        return taken;
    }

    /** Told to whoever deploys what kubectl still owns; empty if there is nothing to tell. */
    static String notice(List<Step> steps, Set<String> forced) {
        List<String> shared = steps.stream()
                .filter(step -> isOwnedByKubectl(step.live()))
                .map(step -> step.ref().toString())
                .toList();
        if (shared.isEmpty() || forced.contains(Takeover.KUBECTL)) {
            return "";
        }
        String more = shared.size() > SHOWN ? " and " + (shared.size() - SHOWN) + " more" : "";
        return String.join(", ", shared.subList(0, Math.min(shared.size(), SHOWN))) + more
                + ": kubectl apply owns fields there as well, so a field that leaves the manifest stays in the cluster;"
                + " --force-conflicts-with " + Takeover.KUBECTL + ", once, takes them over";
    }

    private static boolean isOwnedByKubectl(@Nullable ObjectNode live) {
        if (live == null) {
            return false;
        }
        for (JsonNode entry : live.path("metadata").path("managedFields")) {
            if (entry.path("manager").asText().equals(Takeover.KUBECTL)) {
                return true;
            }
        }
        return false;
    }
}
