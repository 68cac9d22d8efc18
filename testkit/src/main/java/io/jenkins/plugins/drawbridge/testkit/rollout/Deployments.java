package io.jenkins.plugins.drawbridge.testkit.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.api.Json;
import io.jenkins.plugins.drawbridge.testkit.api.Resource;
import io.jenkins.plugins.drawbridge.testkit.apply.Owner;
import java.util.List;

/** The controller of Deployments: one ReplicaSet for each pod template, scaled up and down within the strategy's bounds. */
final class Deployments implements Workload {

    private static final String REVISION = "deployment.kubernetes.io/revision";
    private static final String HASH = "pod-template-hash";

    private final Owned owned;
    private final DeploymentStatus status;

    Deployments(Owned owned) {
        this.owned = owned;
        this.status = new DeploymentStatus(owned);
    }

    private Resource replicaSets() {
        return owned.cluster().resource("apps", "replicasets");
    }

    @Override
    public void reconcile(ObjectNode deployment) {
        String hash = Owned.hash(deployment.path("spec").path("template"));
        List<ObjectNode> all = owned.of(replicaSets(), deployment);
        if (all.stream().noneMatch(set -> isOf(set, hash))) {
            create(deployment, hash, all);
            all = owned.of(replicaSets(), deployment);
        }
        if (!deployment.path("spec").path("paused").asBoolean()) {
            scale(deployment, hash, all);
        }
        status.write(deployment, hash, owned.of(replicaSets(), deployment));
    }

    static boolean isOf(ObjectNode set, String hash) {
        return Json.text(set, "metadata", "labels", HASH).equals(hash);
    }

    private void create(ObjectNode deployment, String hash, List<ObjectNode> before) {
        int revision = before.stream()
                        .mapToInt(set -> set.path("metadata")
                                .path("annotations")
                                .path(REVISION)
                                .asInt())
                        .max()
                        .orElse(0)
                + 1;
        ObjectNode set = Owned.child(replicaSets(), deployment, Json.text(deployment, "metadata", "name") + "-" + hash);
        JsonNode spec = deployment.path("spec");
        ObjectNode metadata = Json.in(set, "metadata");
        metadata.set(
                "labels", spec.path("template").path("metadata").path("labels").deepCopy());
        Json.in(metadata, "labels").put(HASH, hash);
        Json.in(metadata, "annotations").put(REVISION, Integer.toString(revision));
        ObjectNode setSpec = set.putObject("spec").put("replicas", 0);
        setSpec.set("selector", spec.path("selector").deepCopy());
        Json.in(Json.in(setSpec, "selector"), "matchLabels").put(HASH, hash);
        setSpec.set("template", spec.path("template").deepCopy());
        Json.in(Json.in(Json.in(setSpec, "template"), "metadata"), "labels").put(HASH, hash);
        owned.cluster().create(replicaSets(), set, Owned.MANAGER);
        Resource deployments = owned.cluster().resource("apps", "deployments");
        owned.cluster().change(deployments, deployment, Owner.updating(Owned.MANAGER, ""), live -> {
            Json.in(Json.in(live, "metadata"), "annotations").put(REVISION, Integer.toString(revision));
            return live;
        });
    }

    private void scale(ObjectNode deployment, String hash, List<ObjectNode> all) {
        int wanted = deployment.path("spec").path("replicas").asInt();
        JsonNode strategy = deployment.path("spec").path("strategy");
        boolean recreate = Json.text(strategy, "type").equals("Recreate");
        int surge = recreate ? 0 : Owned.share(strategy.path("rollingUpdate").path("maxSurge"), wanted, true);
        int missing =
                recreate ? wanted : Owned.share(strategy.path("rollingUpdate").path("maxUnavailable"), wanted, false);
        int total = all.stream().mapToInt(Deployments::replicas).sum();
        int available = all.stream()
                .mapToInt(set -> set.path("status").path("availableReplicas").asInt())
                .sum();
        int removable = Math.max(0, available - (wanted - (surge == 0 ? Math.max(1, missing) : missing)));
        for (ObjectNode set : all) {
            if (!isOf(set, hash)) {
                int unavailable = replicas(set)
                        - set.path("status").path("availableReplicas").asInt();
                int less = Math.min(replicas(set), recreate ? replicas(set) : Math.max(0, unavailable) + removable);
                removable -= Math.max(0, less - Math.max(0, unavailable));
                resize(set, replicas(set) - less);
            }
        }
        ObjectNode current =
                all.stream().filter(set -> isOf(set, hash)).findFirst().orElseThrow();
        int others = total - replicas(current);
        boolean othersGone = all.stream()
                .filter(set -> !isOf(set, hash))
                .allMatch(set -> set.path("status").path("replicas").asInt() == 0);
        int room = recreate ? (othersGone ? wanted : replicas(current)) : wanted + surge - others;
        resize(current, Math.min(wanted, Math.max(Math.min(replicas(current), wanted), room)));
    }

    private static int replicas(ObjectNode set) {
        return set.path("spec").path("replicas").asInt();
    }

    private void resize(ObjectNode set, int replicas) {
        if (replicas != replicas(set)) {
            owned.cluster().change(replicaSets(), set, Owner.updating(Owned.MANAGER, ""), live -> {
                Json.in(live, "spec").put("replicas", replicas);
                return live;
            });
        }
    }
}
