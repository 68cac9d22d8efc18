package io.jenkins.plugins.drawbridge.engine.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which object of an input defines a kind. A value once made. */
final class Definitions {

    private final Map<String, ObjectRef.Key> byType = new HashMap<>();

    Definitions(Collection<Manifest> manifests) {
        for (Manifest manifest : manifests) {
            if (manifest.ref().is("apiextensions.k8s.io", "CustomResourceDefinition")) {
                JsonNode spec = manifest.body().path("spec");
                String kind = spec.path("names").path("kind").asText();
                byType.put(
                        spec.path("group").asText() + "/" + kind, manifest.ref().key());
            }
        }
    }

    ObjectRef.@Nullable Key of(ObjectRef ref) {
        return byType.get(ref.group() + "/" + ref.kind());
    }
}
