package io.jenkins.plugins.drawbridge.testkit.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.api.Controller;
import io.jenkins.plugins.drawbridge.testkit.api.Json;
import io.jenkins.plugins.drawbridge.testkit.api.Resource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** The controllers and the kubelet of a private cluster: each change wakes whoever it concerns, a moment later. Thread-safe. */
public final class Rollouts {

    private static final int MOMENT_MILLISECONDS = 3;
    private static final int DEADLINE_CHECK_MILLISECONDS = 500;

    private final Controller cluster;
    private final Later later;
    private final Map<String, Workload> workloads;
    private final Map<String, Resource> kinds;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private final Object oneAtATime = new Object();

    /** An object somebody has to look at. */
    private record Waiting(String kind, String namespace, String name) {}

    private Rollouts(Controller cluster, Later later, Owned owned) {
        this.cluster = cluster;
        this.later = later;
        this.workloads = Map.of(
                "Deployment", new Deployments(owned),
                "ReplicaSet", new ReplicaSets(owned),
                "StatefulSet", new StatefulSets(owned),
                "DaemonSet", new DaemonSets(owned),
                "Job", new Jobs(owned, later));
        this.kinds = Map.of(
                "Deployment", cluster.resource("apps", "deployments"),
                "ReplicaSet", cluster.resource("apps", "replicasets"),
                "StatefulSet", cluster.resource("apps", "statefulsets"),
                "DaemonSet", cluster.resource("apps", "daemonsets"),
                "Job", cluster.resource("batch", "jobs"));
    }

    /** Starts them on the executor. */
    public static void start(Controller cluster, ScheduledExecutorService executor, PodPace pace) {
        Owned owned = new Owned(cluster);
        Later later = new Later(executor);
        Rollouts rollouts = new Rollouts(cluster, later, owned);
        rollouts.kinds
                .values()
                .forEach(kind -> cluster.onChange(kind.group() + "/" + kind.plural(), rollouts::changed));
        Kubelet kubelet = new Kubelet(owned, new PodScript(pace), later);
        cluster.onChange("/pods", seen -> {
            kubelet.meet(seen.object(), seen.deleted());
            rollouts.wake(Owned.controller(seen.object()), seen.object());
        });
        SmallControllers small = new SmallControllers(owned);
        rollouts.onLife("/persistentvolumeclaims", small::claim);
        rollouts.onLife("/services", small::service);
        rollouts.onLife("/namespaces", small::namespace);
        rollouts.checkDeadlines();
    }

    private void onLife(String storage, Consumer<ObjectNode> step) {
        cluster.onChange(storage, seen -> {
            if (!seen.deleted()) {
                later.run(MOMENT_MILLISECONDS, () -> step.accept(seen.object()));
            }
        });
    }

    private void changed(Controller.Seen seen) {
        ObjectNode object = seen.object();
        if (!seen.deleted()) {
            look(Json.text(object, "kind"), object);
        }
        wake(Owned.controller(object), object);
    }

    private void wake(JsonNode owner, ObjectNode owned) {
        if (workloads.containsKey(Json.text(owner, "kind"))) {
            queue(new Waiting(
                    Json.text(owner, "kind"), Json.text(owned, "metadata", "namespace"), Json.text(owner, "name")));
        }
    }

    private void look(String kind, ObjectNode object) {
        queue(new Waiting(kind, Json.text(object, "metadata", "namespace"), Json.text(object, "metadata", "name")));
    }

    private void queue(Waiting one) {
        if (waiting.add(one)) {
            later.run(MOMENT_MILLISECONDS, () -> {
                waiting.remove(one);
                reconcile(one);
            });
        }
    }

    private void reconcile(Waiting one) {
        Workload workload = workloads.get(one.kind());
        Resource kind = kinds.get(one.kind());
        if (workload != null && kind != null) {
            synchronized (oneAtATime) {
                cluster.get(kind, one.namespace(), one.name())
                        .filter(object -> !object.path("metadata").has("deletionTimestamp"))
                        .ifPresent(workload::reconcile);
            }
        }
    }

    private void checkDeadlines() {
        cluster.list(cluster.resource("apps", "deployments"), "").stream()
                .filter(deployment -> deployment.path("status").toString().contains("\"ReplicaSetUpdated\""))
                .forEach(deployment -> look("Deployment", deployment));
        later.run(DEADLINE_CHECK_MILLISECONDS, this::checkDeadlines);
    }
}
