package io.jenkins.plugins.drawbridge.testkit.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.api.Json;
import io.jenkins.plugins.drawbridge.testkit.api.Resource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The controller of StatefulSets: pods by number, one after the other, replaced from the last to the first. */
final class StatefulSets implements Workload {

    private static final String REVISION = "controller-revision-hash";

    private final Owned owned;

    StatefulSets(Owned owned) {
        this.owned = owned;
    }

    @Override
    public void reconcile(ObjectNode set) {
        String name = Json.text(set, "metadata", "name");
        String revision = name + "-" + Owned.hash(set.path("spec").path("template"));
        int wanted = set.path("spec").path("replicas").asInt();
        Map<Integer, ObjectNode> pods = pods(set);
        pods.forEach((ordinal, pod) -> {
            if (ordinal >= wanted) {
                owned.cluster().remove(owned.pods(), pod);
            }
        });
        create(set, revision, wanted);
        replaceOne(set, revision);
        report(set, revision, wanted);
    }

    private Map<Integer, ObjectNode> pods(ObjectNode set) {
        Map<Integer, ObjectNode> pods = new TreeMap<>();
        for (ObjectNode pod : owned.of(owned.pods(), set)) {
            String name = Json.text(pod, "metadata", "name");
            pods.put(Integer.parseInt(name.substring(name.lastIndexOf('-') + 1)), pod);
        }
        return pods;
    }

    private void create(ObjectNode set, String revision, int wanted) {
        boolean parallel = Json.text(set, "spec", "podManagementPolicy").equals("Parallel");
        Map<Integer, ObjectNode> pods = pods(set);
        for (int ordinal = 0; ordinal < wanted; ordinal++) {
            ObjectNode pod = pods.get(ordinal);
            if (pod == null) {
                createOne(set, revision, ordinal);
            }
            if (!parallel && (pod == null || !Owned.isReady(pod))) {
                return;
            }
        }
    }

    private void createOne(ObjectNode set, String revision, int ordinal) {
        String name = Json.text(set, "metadata", "name") + "-" + ordinal;
        String current = Json.text(set, "status", "currentRevision");
        boolean old = ordinal < partition(set) && !current.isEmpty();
        ObjectNode pod = owned.pod(set, name);
        Json.in(Json.in(pod, "metadata"), "labels")
                .put(REVISION, old ? current : revision)
                .put("statefulset.kubernetes.io/pod-name", name);
        ObjectNode spec = Json.in(pod, "spec");
        spec.put("hostname", name).put("subdomain", Json.text(set, "spec", "serviceName"));
        for (JsonNode template : set.path("spec").path("volumeClaimTemplates")) {
            claim(set, spec, template, name);
        }
        owned.cluster().create(owned.pods(), pod, Owned.MANAGER);
    }

    private void claim(ObjectNode set, ObjectNode podSpec, JsonNode template, String pod) {
        String volume = Json.text(template, "metadata", "name");
        Resource claims = owned.cluster().resource("", "persistentvolumeclaims");
        ObjectNode claim = Json.object().put("kind", "PersistentVolumeClaim").put("apiVersion", "v1");
        claim.putObject("metadata")
                .put("name", volume + "-" + pod)
                .put("namespace", Json.text(set, "metadata", "namespace"));
        claim.set("spec", template.path("spec").deepCopy());
        owned.cluster().create(claims, claim, Owned.MANAGER);
        Json.listIn(podSpec, "volumes")
                .addObject()
                .put("name", volume)
                .putObject("persistentVolumeClaim")
                .put("claimName", volume + "-" + pod);
    }

    private static int partition(ObjectNode set) {
        return set.path("spec")
                .path("updateStrategy")
                .path("rollingUpdate")
                .path("partition")
                .asInt();
    }

    private void replaceOne(ObjectNode set, String revision) {
        List<ObjectNode> pods = List.copyOf(pods(set).values());
        boolean rolling = Json.text(set, "spec", "updateStrategy", "type").equals("RollingUpdate");
        for (int ordinal = pods.size() - 1; rolling && ordinal >= partition(set); ordinal--) {
            ObjectNode pod = pods.get(ordinal);
            if (!revisionOf(pod).equals(revision)) {
                owned.cluster().remove(owned.pods(), pod);
                return;
            }
            if (!Owned.isReady(pod)) {
                return;
            }
        }
    }

    private static String revisionOf(ObjectNode pod) {
        return Json.text(pod, "metadata", "labels", REVISION);
    }

    private void report(ObjectNode set, String revision, int wanted) {
        List<ObjectNode> pods = List.copyOf(pods(set).values());
        int updated = (int)
                pods.stream().filter(pod -> revisionOf(pod).equals(revision)).count();
        int ready = Owned.ready(pods);
        owned.status(owned.cluster().resource("apps", "statefulsets"), set, status -> {
            String before = Json.text(status, "currentRevision");
            boolean done = before.isEmpty() || (updated == wanted && ready == wanted && partition(set) == 0);
            String current = done ? revision : before;
            int old = (int)
                    pods.stream().filter(pod -> revisionOf(pod).equals(current)).count();
            status.put("replicas", pods.size());
            Owned.count(status, "readyReplicas", ready);
            status.put("availableReplicas", ready);
            Owned.count(status, "currentReplicas", old);
            Owned.count(status, "updatedReplicas", updated);
            status.put("currentRevision", current)
                    .put("updateRevision", revision)
                    .put("collisionCount", 0);
        });
    }
}
