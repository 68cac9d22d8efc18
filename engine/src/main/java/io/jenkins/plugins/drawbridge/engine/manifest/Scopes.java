package io.jenkins.plugins.drawbridge.engine.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which kinds live in namespaces: asked of the cluster's discovery. */
@FunctionalInterface
public interface Scopes {

    enum Scope {
        NAMESPACED,
        CLUSTER,
        UNKNOWN
    }

    Scope of(String group, String kind);

    /** {@code apps/v1}, where the cluster serves this kind in another version than asked for; else empty. */
    default String servedIn(String group, String kind) {
        return "";
    }

    /** These scopes, and for kinds they do not know those of the CustomResourceDefinitions in the input. */
    default Scopes orDefinedBy(List<Manifest> manifests) {
        Map<String, Scope> defined = new HashMap<>();
        for (Manifest manifest : manifests) {
            if (manifest.ref().is("apiextensions.k8s.io", "CustomResourceDefinition")) {
                JsonNode spec = manifest.body().path("spec");
                defined.put(
                        spec.path("group").asText() + "/"
                                + spec.path("names").path("kind").asText(),
                        spec.path("scope").asText().equals("Cluster") ? Scope.CLUSTER : Scope.NAMESPACED);
            }
        }
        return (group, kind) -> {
            Scope known = of(group, kind);
            return known == Scope.UNKNOWN ? defined.getOrDefault(group + "/" + kind, Scope.UNKNOWN) : known;
        };
    }
}
