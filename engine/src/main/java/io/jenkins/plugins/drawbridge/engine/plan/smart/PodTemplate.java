package io.jenkins.plugins.drawbridge.engine.plan.smart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the pod is in an object whose pods smart deploy steers: Deployment, StatefulSet, DaemonSet, Pod. */
final class PodTemplate {

    private static final Set<String> CONTROLLERS = Set.of("Deployment", "StatefulSet", "DaemonSet");

    private PodTemplate() {}

    static boolean isIn(ObjectRef ref) {
        return ref.is("", "Pod") || (ref.group().equals("apps") && CONTROLLERS.contains(ref.kind()));
    }

    static JsonNode specOf(JsonNode object) {
        return template(object).path("spec");
    }

    /** @param object as the manifest or as it lives */
    static @Nullable String annotation(JsonNode object, String name) {
        JsonNode value = template(object).path("metadata").path("annotations").path(name);
        return value.isTextual() ? value.asText() : null;
    }

    static Manifest annotate(Manifest manifest, String name, String value) {
        ObjectNode body = manifest.body().deepCopy();
        JsonNode template = template(body);
        if (template instanceof ObjectNode pod) {
            annotate(pod, name, value);
        }
        return manifest.withBody(body);
    }

    /** @param object anything with {@code metadata}; changed in place */
    static void annotate(ObjectNode object, String name, String value) {
        ObjectNode metadata = child(object, "metadata");
        child(metadata, "annotations").put(name, value);
    }

    private static ObjectNode child(ObjectNode parent, String name) {
        return parent.get(name) instanceof ObjectNode child ? child : parent.putObject(name);
    }

    private static JsonNode template(JsonNode object) {
        return object.path("kind").asText().equals("Pod")
                ? object
                : object.path("spec").path("template");
    }
}
