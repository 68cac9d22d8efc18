package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Set;

/** The kinds that run pods, and where each keeps its pod template. */
final class Workload {

    private static final Set<String> TEMPLATED =
            Set.of("DaemonSet", "Deployment", "Job", "ReplicaSet", "ReplicationController", "StatefulSet");

    private Workload() {}

    static boolean is(JsonNode object) {
        return !template(object).isMissingNode();
    }

    /** The node that holds {@code metadata} and {@code spec} of the pods; missing if the kind runs none. */
    static JsonNode template(JsonNode object) {
        String kind = object.path("kind").asText();
        if (!BuiltIn.is(object)) {
            return JsonNodeFactory.instance.missingNode();
        }
        if (kind.equals("Pod")) {
            return object;
        }
        JsonNode spec = object.path("spec");
        if (kind.equals("CronJob")) {
            return spec.path("jobTemplate").path("spec").path("template");
        }
        return TEMPLATED.contains(kind) ? spec.path("template") : JsonNodeFactory.instance.missingNode();
    }

    static JsonNode podSpec(JsonNode object) {
        return template(object).path("spec");
    }

    static JsonNode podLabels(JsonNode object) {
        return template(object).path("metadata").path("labels");
    }
}
