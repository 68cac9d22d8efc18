package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.plan.Takeover;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tools whose place Drawbridge takes, by their field managers. */
final class Predecessors {

    private static final Set<String> KUBECTLS = Set.of(Takeover.KUBECTL, "kubectl");

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
        Set<String> owners = new TreeSet<>();
        List<String> shared = new ArrayList<>();
        for (Step step : steps) {
            Set<String> ofKubectl = ofKubectl(step.live());
            ofKubectl.removeAll(forced);
            if (!ofKubectl.isEmpty()) {
                owners.addAll(ofKubectl);
                shared.add(step.ref().toString());
            }
        }
        if (shared.isEmpty()) {
            return "";
        }
        String more = shared.size() > SHOWN ? " and " + (shared.size() - SHOWN) + " more" : "";
        return String.join(", ", shared.subList(0, Math.min(shared.size(), SHOWN))) + more
                + ": kubectl apply owns fields there as well, so a field that leaves the manifest stays in the cluster;"
                + owners.stream()
                        .map(owner -> " --force-conflicts-with " + owner)
                        .collect(Collectors.joining())
                + ", once, takes them over";
    }

    /** Its managers, by {@code kubectl apply} and by {@code kubectl apply --server-side}, that own fields of the object. */
    private static Set<String> ofKubectl(@Nullable ObjectNode live) {
        Set<String> managers = new TreeSet<>();
        if (live != null) {
            for (JsonNode entry : live.path("metadata").path("managedFields")) {
                managers.add(entry.path("manager").asText());
            }
        }
        managers.retainAll(KUBECTLS);
        return managers;
    }
}
