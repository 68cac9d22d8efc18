package io.jenkins.plugins.drawbridge.testkit.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the real server adds to workloads. Stateless. */
final class WorkloadDefaults {

    private WorkloadDefaults() {}

    static void deployment(ObjectNode spec) {
        Json.orElse(spec, "replicas", 1);
        Json.orElse(spec, "revisionHistoryLimit", 10);
        Json.orElse(spec, "progressDeadlineSeconds", 600);
        ObjectNode strategy = Json.in(spec, "strategy");
        Json.orElse(strategy, "type", "RollingUpdate");
        if (Json.text(strategy, "type").equals("RollingUpdate")) {
            ObjectNode rolling = Json.in(strategy, "rollingUpdate");
            Json.orElse(rolling, "maxUnavailable", "25%");
            Json.orElse(rolling, "maxSurge", "25%");
        }
        PodDefaults.template(spec);
    }

    static void replicaSet(ObjectNode object, ObjectNode spec) {
        Json.orElse(spec, "replicas", 1);
        Json.orElse(Json.in(object, "status"), "replicas", 0);
        PodDefaults.template(spec);
    }

    static void statefulSet(ObjectNode spec) {
        Json.orElse(spec, "replicas", 1);
        Json.orElse(spec, "revisionHistoryLimit", 10);
        Json.orElse(spec, "podManagementPolicy", "OrderedReady");
        if (!spec.has("serviceName")) {
            spec.put("serviceName", "");
        }
        ObjectNode strategy = Json.in(spec, "updateStrategy");
        Json.orElse(strategy, "type", "RollingUpdate");
        if (Json.text(strategy, "type").equals("RollingUpdate")) {
            Json.orElse(Json.in(strategy, "rollingUpdate"), "partition", 0);
        }
        for (ObjectNode claim : Json.objects(spec.path("volumeClaimTemplates"))) {
            Json.orElse(claim, "apiVersion", "v1");
            Json.orElse(claim, "kind", "PersistentVolumeClaim");
            Json.in(claim, "metadata").putNull("creationTimestamp");
            claim(claim, Json.in(claim, "spec"));
        }
        PodDefaults.template(spec);
    }

    static void daemonSet(ObjectNode spec) {
        Json.orElse(spec, "revisionHistoryLimit", 10);
        ObjectNode strategy = Json.in(spec, "updateStrategy");
        Json.orElse(strategy, "type", "RollingUpdate");
        if (Json.text(strategy, "type").equals("RollingUpdate")) {
            Json.orElse(Json.in(strategy, "rollingUpdate"), "maxUnavailable", 1);
            Json.orElse(Json.in(strategy, "rollingUpdate"), "maxSurge", 0);
        }
        PodDefaults.template(spec);
    }

    static void job(ObjectNode object, ObjectNode spec) {
        jobSpec(spec);
        if (!spec.path("manualSelector").asBoolean()) {
            ownSelector(object, spec);
        }
        PodDefaults.template(spec);
    }

    private static void jobSpec(ObjectNode spec) {
        if (!spec.has("completions") && !spec.has("parallelism")) {
            spec.put("completions", 1);
        }
        Json.orElse(spec, "parallelism", 1);
        Json.orElse(spec, "backoffLimit", 6);
        Json.orElse(spec, "completionMode", "NonIndexed");
        Json.orElse(spec, "suspend", false);
    }

    private static void ownSelector(ObjectNode object, ObjectNode spec) {
        String uid = Json.text(object, "metadata", "uid");
        Json.in(Json.in(spec, "selector"), "matchLabels").put("controller-uid", uid);
        Json.in(Json.in(Json.in(spec, "template"), "metadata"), "labels")
                .put("controller-uid", uid)
                .put("job-name", Json.text(object, "metadata", "name"));
    }

    static void cronJob(ObjectNode spec) {
        Json.orElse(spec, "concurrencyPolicy", "Allow");
        Json.orElse(spec, "suspend", false);
        Json.orElse(spec, "successfulJobsHistoryLimit", 3);
        Json.orElse(spec, "failedJobsHistoryLimit", 1);
        ObjectNode template = Json.in(spec, "jobTemplate");
        Json.in(template, "metadata").putNull("creationTimestamp");
        PodDefaults.template(Json.in(template, "spec"));
    }

    static void claim(ObjectNode claim, ObjectNode spec) {
        Json.orElse(spec, "volumeMode", "Filesystem");
        Json.orElse(Json.in(claim, "status"), "phase", "Pending");
    }
}
