package io.jenkins.plugins.drawbridge.server.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what all live objects have in common. */
final class Live {

    private Live() {}

    static String name(JsonNode object) {
        return object.path("metadata").path("name").asText("");
    }

    static String label(JsonNode object, String label) {
        return object.path("metadata").path("labels").path(label).asText("");
    }

    static @Nullable Instant created(JsonNode object) {
        return instant(object.path("metadata").path("creationTimestamp"));
    }

    /** Kubernetes's times; null where there is none or it is none. */
    static @Nullable Instant instant(JsonNode time) {
        if (!time.isTextual()) {
            return null;
        }
        try {
            return Instant.parse(time.asText());
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }

    /** {@code Kind/name} of the controller that made it; empty if nothing did. */
    static String owner(JsonNode object) {
        for (JsonNode reference : object.path("metadata").path("ownerReferences")) {
            if (reference.path("controller").asBoolean(true)) {
                return reference.path("kind").asText() + "/"
                        + reference.path("name").asText();
            }
        }
        return "";
    }

    static List<ImageView> images(JsonNode podSpec, Words words) {
        List<ImageView> images = new ArrayList<>();
        for (String containers : List.of("containers", "initContainers")) {
            for (JsonNode container : podSpec.path(containers)) {
                images.add(ImageView.of(words.of(container.path("name")), words.of(container.path("image"))));
            }
        }
        return images;
    }
}
