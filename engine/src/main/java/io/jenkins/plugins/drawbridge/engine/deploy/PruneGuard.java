package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.Set;

/** Says which objects of earlier deploys must stay although the input no longer has them. */
final class PruneGuard {

    static final String KEEP = "drawbridge/keep";

    private static final Set<String> HOLDING_DATA =
            Set.of("Namespace", "PersistentVolumeClaim", "PersistentVolume", "CustomResourceDefinition");
    private static final Set<String> OUR_MANAGERS = Set.of(Deployer.MANAGER, Deployer.MLP);

    private final Set<String> named;

    /** @param named kinds or {@code Kind/name} the user gave up */
    PruneGuard(Set<String> named) {
        this.named = named;
    }

    /** Why an object stays of which nobody can say whether another application tracks it; empty if the user gave it up. */
    String keepsUnseen(ObjectRef ref) {
        return isNamed(ref)
                ? ""
                : "whether another application tracks it cannot be seen (that needs list on configmaps, in all namespaces if"
                        + " it is outside of ours); delete it by hand, or name it with --dangerously-prune";
    }

    private boolean isNamed(ObjectRef ref) {
        return named.contains(ref.kind()) || named.contains(ref.kind() + "/" + ref.name());
    }

    /** Why the object stays; empty if it may go. */
    String keeps(ObjectRef ref, JsonNode live) {
        JsonNode metadata = live.path("metadata");
        if (metadata.path("annotations").path(KEEP).asText().equals("true")) {
            return "it carries " + KEEP;
        }
        if (HOLDING_DATA.contains(ref.kind()) && !isNamed(ref)) {
            return "a " + ref.kind() + " is never pruned unless named with --dangerously-prune";
        }
        return isReplaced(metadata) ? "somebody else has replaced it since" : "";
    }

    /**
     * Whether others own fields of it and we none. That nobody owns any says nothing: an apply of a name alone (a
     * ServiceAccount, say) leaves no trace.
     */
    private static boolean isReplaced(JsonNode metadata) {
        boolean replaced = false;
        for (JsonNode entry : metadata.path("managedFields")) {
            String manager = entry.path("manager").asText();
            if (OUR_MANAGERS.contains(manager)) {
                return false;
            }
            replaced |= !isSystem(manager);
        }
        return replaced;
    }

    /** Kubernetes's own components write to everybody's objects. */
    private static boolean isSystem(String manager) {
        return manager.startsWith("kube-") || manager.equals("kubelet");
    }
}
