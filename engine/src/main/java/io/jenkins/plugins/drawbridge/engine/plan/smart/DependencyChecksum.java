package io.jenkins.plugins.drawbridge.engine.plan.smart;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.drawbridge.engine.manifest.Annotations;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Annotates pods with a checksum of the ConfigMaps and Secrets they read, so that they restart when that content
 * changes. Values equal mlp's where mlp counts the same references; {@code envFrom} and projected volumes, which mlp
 * overlooks, count as the whole object. Works out what pods ask for and nothing else. Used by one thread.
 */
final class DependencyChecksum {

    private final Map<String, Manifest> contents = new HashMap<>();
    private final Map<String, String> checksums = new HashMap<>();

    /** @param contents the ConfigMaps and Secrets of the input; other objects are passed over */
    DependencyChecksum(List<Manifest> contents) {
        for (Manifest manifest : contents) {
            ObjectRef ref = manifest.ref();
            if (ref.is("", References.CONFIG_MAP) || ref.is("", References.SECRET)) {
                this.contents.put(source(ref.kind(), ref.name(), ref.namespace()), manifest);
            }
        }
    }

    /** The manifest with its annotation, or itself if it reads nothing of the input. */
    Manifest annotate(Manifest manifest) {
        if (!PodTemplate.isIn(manifest.ref())) {
            return manifest;
        }
        Map<String, String> found = new HashMap<>();
        for (References.Reference reference : References.of(PodTemplate.specOf(manifest.body()))) {
            String key = key(reference, manifest.ref().namespace());
            String checksum = checksums.computeIfAbsent(
                    key, unknown -> checksum(reference, manifest.ref().namespace()));
            if (checksum != null) {
                found.put(key, checksum);
            }
        }
        return found.isEmpty()
                ? manifest
                : PodTemplate.annotate(manifest, Annotations.DEPENDENCIES_CHECKSUM, Checksum.ofMap(found));
    }

    private @Nullable String checksum(References.Reference reference, String namespace) {
        Manifest content = contents.get(source(reference.kind(), reference.name(), namespace));
        if (content == null) {
            return null;
        }
        boolean secret = reference.kind().equals(References.SECRET);
        JsonNode bytes = content.body().path(secret ? "data" : "binaryData");
        JsonNode texts = content.body().path(secret ? "stringData" : "data");
        return reference.key().isEmpty() ? ofWhole(bytes, texts) : ofKey(bytes, texts, reference.key());
    }

    private static String ofWhole(JsonNode bytes, JsonNode texts) {
        Map<String, String> whole = new HashMap<>();
        bytes.properties().forEach(entry -> whole.put(entry.getKey(), canonical(entry.getValue())));
        texts.properties()
                .forEach(entry -> whole.put(
                        entry.getKey(),
                        Base64.getEncoder()
                                .encodeToString(entry.getValue().asText().getBytes(StandardCharsets.UTF_8))));
        return Checksum.ofMap(whole);
    }

    private static @Nullable String ofKey(JsonNode bytes, JsonNode texts, String key) {
        if (texts.has(key)) {
            return Checksum.ofText(texts.get(key).asText());
        }
        return bytes.has(key) ? Checksum.ofText(canonical(bytes.get(key))) : null;
    }

    /** Go ignores line breaks in base64; what is no base64 at all is left for the API server to refuse. */
    private static String canonical(JsonNode value) {
        String base64 = value.asText().replace("\n", "").replace("\r", "");
        try {
            return Base64.getEncoder().encodeToString(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return base64;
        }
    }

    /** As mlp spells it: the checksum is over these names as well. */
    private static String key(References.Reference reference, String namespace) {
        String key = reference.key();
        return source(reference.kind(), reference.name(), namespace) + (key.isEmpty() ? "" : ":" + key);
    }

    private static String source(String kind, String name, String namespace) {
        return kind + ":" + name + ":" + namespace;
    }
}
