package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which workloads a HorizontalPodAutoscaler scales, so that a deploy never resets their replicas. Immutable.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/">Server-Side Apply, transferring
 *     ownership</a>
 */
public final class HorizontalScaling {

    private final Set<String> governed;

    private HorizontalScaling(Set<String> governed) {
        this.governed = Set.copyOf(governed);
    }

    /** @param objects desired and live; all but autoscalers are passed over */
    public static HorizontalScaling of(Collection<ObjectNode> objects) {
        Set<String> governed = new HashSet<>();
        for (JsonNode object : objects) {
            String kind = object.path("kind").asText();
            if (kind.equals("HorizontalPodAutoscaler") || kind.equals("ScaledObject")) {
                governed.add(target(object));
            }
        }
        return new HorizontalScaling(governed);
    }

    public boolean governs(JsonNode workload) {
        return governed.contains(id(
                workload,
                workload.path("kind").asText(),
                workload.path("metadata").path("name").asText()));
    }

    /**
     * The manifest a deploy may apply. If our last apply set the replicas, it goes on stating them, with the live value
     * (a field no longer stated would fall back to 1); if somebody else owns them, it says nothing about them.
     */
    public Manifest keepReplicas(Manifest desired, @Nullable ObjectNode live, String manager) {
        if (live == null || !governs(desired.body())) {
            return desired;
        }
        JsonNode replicas = live.path("spec").path("replicas");
        boolean ours = OwnedFields.applied(manager, live, "spec", "replicas");
        boolean stated = desired.body().path("spec").has("replicas");
        if (!replicas.isIntegralNumber() || (!ours && !stated)) {
            return desired;
        }
        ObjectNode body = desired.body().deepCopy();
        ObjectNode spec = body.withObject("/spec");
        if (ours) {
            spec.set("replicas", replicas);
        } else {
            spec.remove("replicas");
        }
        return desired.withBody(body);
    }

    private static String target(JsonNode autoscaler) {
        JsonNode reference = autoscaler.path("spec").path("scaleTargetRef");
        return id(
                autoscaler,
                reference.path("kind").asText("Deployment"),
                reference.path("name").asText());
    }

    private static String id(JsonNode object, String kind, String name) {
        return object.path("metadata").path("namespace").asText() + "/" + kind + "/" + name;
    }
}
