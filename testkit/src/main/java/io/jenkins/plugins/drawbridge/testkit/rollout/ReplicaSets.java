package io.jenkins.plugins.drawbridge.testkit.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.api.Json;
import java.util.List;
import java.util.UUID;

/** The controller of ReplicaSets. */
final class ReplicaSets implements Workload {

    private final Owned owned;

    ReplicaSets(Owned owned) {
        this.owned = owned;
    }

    @Override
    public void reconcile(ObjectNode replicaSet) {
        int wanted = replicaSet.path("spec").path("replicas").asInt();
        List<ObjectNode> pods = owned.of(owned.pods(), replicaSet);
        boolean refused = wanted > pods.size()
                && PodScript.exceedsQuota(
                        replicaSet.path("spec").path("template").path("spec"));
        if (refused) {
            refuse(replicaSet);
        } else {
            for (int missing = wanted - pods.size(); missing > 0; missing--) {
                create(replicaSet);
            }
        }
        pods.stream()
                .sorted(java.util.Comparator.comparing(Owned::isReady))
                .limit(Math.max(0, pods.size() - wanted))
                .forEach(pod -> owned.cluster().remove(owned.pods(), pod));
        List<ObjectNode> now = owned.of(owned.pods(), replicaSet);
        owned.status(owned.cluster().resource("apps", "replicasets"), replicaSet, status -> {
            status.put("replicas", now.size());
            Owned.count(status, "fullyLabeledReplicas", now.size());
            Owned.count(status, "readyReplicas", Owned.ready(now));
            Owned.count(status, "availableReplicas", Owned.ready(now));
        });
    }

    private void create(ObjectNode replicaSet) {
        String name = Json.text(replicaSet, "metadata", "name") + "-"
                + UUID.randomUUID().toString().substring(0, 5);
        ObjectNode pod = owned.pod(replicaSet, name);
        Json.in(pod, "metadata").put("generateName", Json.text(replicaSet, "metadata", "name") + "-");
        owned.cluster().create(owned.pods(), pod, Owned.MANAGER);
    }

    private void refuse(ObjectNode replicaSet) {
        if (replicaSet.path("status").has("conditions")) {
            return;
        }
        String message =
                "pods \"" + Json.text(replicaSet, "metadata", "name") + "-x7k2p\" is forbidden: exceeded quota: "
                        + "compute, requested: pods=1, used: pods=10, limited: pods=10";
        owned.event(
                replicaSet,
                "replicaset-controller",
                new Owned.Event("Warning", "FailedCreate", "Error creating: " + message));
        owned.status(
                owned.cluster().resource("apps", "replicasets"), replicaSet, status -> status.putArray("conditions")
                        .addObject()
                        .put("type", "ReplicaFailure")
                        .put("status", "True")
                        .put("lastTransitionTime", owned.cluster().now())
                        .put("reason", "FailedCreate")
                        .put("message", message));
    }
}
