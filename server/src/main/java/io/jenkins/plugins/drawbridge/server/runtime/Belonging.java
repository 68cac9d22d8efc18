package io.jenkins.plugins.drawbridge.server.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which workload a pod, a ReplicaSet or an event belongs to, as {@code Kind/name}. ReplicaSets are not read for it: their
 * name is the Deployment's with the pod template's hash behind it.
 */
final class Belonging {

    static final String NOBODY = "";

    private final Set<String> workloads = new HashSet<>();
    private final Map<String, String> workloadByPod = new HashMap<>();

    private Belonging() {}

    static Belonging of(Map<Kind, List<ObjectNode>> objects) {
        Belonging belonging = new Belonging();
        objects.forEach((kind, all) -> {
            if (kind.isWorkload()) {
                all.forEach(object -> belonging.workloads.add(kind.word() + "/" + Live.name(object)));
            }
        });
        objects.getOrDefault(Kind.POD, List.of())
                .forEach(pod -> belonging.workloadByPod.put(Live.name(pod), belonging.ofPod(pod)));
        return belonging;
    }

    String ofPod(JsonNode pod) {
        String owner = Live.owner(pod);
        String hash = Live.label(pod, "pod-template-hash");
        if (owner.startsWith("ReplicaSet/") && !hash.isEmpty() && owner.endsWith("-" + hash)) {
            String name = owner.substring("ReplicaSet/".length(), owner.length() - hash.length() - 1);
            return known("Deployment/" + name);
        }
        return known(owner);
    }

    /** Also of pods and ReplicaSets that are gone, by the shape of their names. */
    String of(String kind, String name) {
        String direct = known(kind + "/" + name);
        if (!direct.isEmpty()) {
            return direct;
        }
        if (kind.equals("ReplicaSet")) {
            return known("Deployment/" + shorter(name));
        }
        if (!kind.equals("Pod")) {
            return NOBODY;
        }
        String living = workloadByPod.get(name);
        return living == null ? ofFormerPod(name) : living;
    }

    private String ofFormerPod(String name) {
        String deployment = known("Deployment/" + shorter(shorter(name)));
        if (!deployment.isEmpty()) {
            return deployment;
        }
        for (String kind : List.of("StatefulSet", "DaemonSet", "Job")) {
            String workload = known(kind + "/" + shorter(name));
            if (!workload.isEmpty()) {
                return workload;
            }
        }
        return NOBODY;
    }

    private String known(String key) {
        return workloads.contains(key) ? key : NOBODY;
    }

    private static String shorter(String name) {
        int dash = name.lastIndexOf('-');
        return dash < 0 ? "" : name.substring(0, dash);
    }
}
