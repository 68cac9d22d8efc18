package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Which pods belong to the newest revision of a workload. Those of older revisions do not count: they may be the very
 * failure that this deploy mends.
 */
final class PodsOf {

    private static final String REVISION = "deployment.kubernetes.io/revision";

    private PodsOf() {}

    static List<ObjectNode> newest(JsonNode workload, Collection<ObjectNode> pods, Collection<ObjectNode> replicaSets) {
        return switch (workload.path("kind").asText()) {
            case "Deployment" -> ofDeployment(workload, pods, replicaSets);
            case "StatefulSet" ->
                labelled(
                        ownedBy(workload, pods),
                        "controller-revision-hash",
                        workload.path("status").path("updateRevision").asText());
            case "DaemonSet" ->
                labelled(
                        ownedBy(workload, pods),
                        "pod-template-generation",
                        workload.path("metadata").path("generation").asText());
            default -> ownedBy(workload, pods);
        };
    }

    private static List<ObjectNode> ofDeployment(
            JsonNode deployment, Collection<ObjectNode> pods, Collection<ObjectNode> replicaSets) {
        String revision = annotation(deployment, REVISION);
        for (ObjectNode replicaSet : ownedBy(deployment, replicaSets)) {
            if (!revision.isEmpty() && annotation(replicaSet, REVISION).equals(revision)) {
                return ownedBy(replicaSet, pods);
            }
        }
        return List.of();
    }

    private static List<ObjectNode> ownedBy(JsonNode owner, Collection<ObjectNode> candidates) {
        String uid = owner.path("metadata").path("uid").asText();
        List<ObjectNode> owned = new ArrayList<>();
        for (ObjectNode candidate : candidates) {
            for (JsonNode reference : candidate.path("metadata").path("ownerReferences")) {
                if (reference.path("uid").asText().equals(uid)) {
                    owned.add(candidate);
                }
            }
        }
        return owned;
    }

    private static List<ObjectNode> labelled(List<ObjectNode> pods, String label, String value) {
        List<ObjectNode> newest = new ArrayList<>();
        for (ObjectNode pod : pods) {
            String has = pod.path("metadata").path("labels").path(label).asText("");
            if (has.isEmpty() || value.isEmpty() || has.equals(value)) {
                newest.add(pod);
            }
        }
        return newest;
    }

    private static String annotation(JsonNode object, String name) {
        return object.path("metadata").path("annotations").path(name).asText("");
    }
}
