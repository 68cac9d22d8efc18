package io.jenkins.plugins.drawbridge.testkit.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.api.Json;
import java.util.List;
import java.util.UUID;

/** The controller of DaemonSets, for a cluster of one node. */
final class DaemonSets implements Workload {

    private static final String REVISION = "controller-revision-hash";

    private final Owned owned;

    DaemonSets(Owned owned) {
        this.owned = owned;
    }

    @Override
    public void reconcile(ObjectNode set) {
        String revision = Owned.hash(set.path("spec").path("template"));
        boolean rolling = Json.text(set, "spec", "updateStrategy", "type").equals("RollingUpdate");
        for (ObjectNode pod : owned.of(owned.pods(), set)) {
            if (rolling && !isOf(pod, revision)) {
                owned.cluster().remove(owned.pods(), pod);
            }
        }
        if (owned.of(owned.pods(), set).isEmpty()) {
            String name = Json.text(set, "metadata", "name") + "-"
                    + UUID.randomUUID().toString().substring(0, 5);
            ObjectNode pod = owned.pod(set, name);
            Json.in(Json.in(pod, "metadata"), "labels").put(REVISION, revision);
            owned.cluster().create(owned.pods(), pod, Owned.MANAGER);
        }
        report(set, revision);
    }

    private static boolean isOf(ObjectNode pod, String revision) {
        return Json.text(pod, "metadata", "labels", REVISION).equals(revision);
    }

    private void report(ObjectNode set, String revision) {
        List<ObjectNode> pods = owned.of(owned.pods(), set);
        int ready = Owned.ready(pods);
        owned.status(owned.cluster().resource("apps", "daemonsets"), set, status -> {
            status.put("currentNumberScheduled", pods.size());
            status.put("numberMisscheduled", 0).put("desiredNumberScheduled", 1).put("numberReady", ready);
            Owned.count(status, "updatedNumberScheduled", (int)
                    pods.stream().filter(pod -> isOf(pod, revision)).count());
            Owned.count(status, "numberAvailable", ready);
            Owned.count(status, "numberUnavailable", 1 - ready);
        });
    }
}
