package io.jenkins.plugins.drawbridge.server.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Placeholders that nobody asked to fill: what {@code {{NAME}}} looks like, written so in a value. Stateless. */
final class LeftPlaceholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[A-Z][A-Z0-9_]*}}");

    private LeftPlaceholders() {}

    /** One sentence about the first of them; it may be meant, as in the template of another tool. */
    static Optional<String> notice(List<Manifest> manifests) {
        for (Manifest manifest : manifests) {
            Optional<String> found = in(manifest.body());
            if (found.isPresent()) {
                return Optional.of(manifest.source() + ": " + manifest.ref() + " holds " + found.get()
                        + ", which stays as it is; --interpolate fills it");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> in(JsonNode node) {
        if (node.isTextual() && node.textValue().contains("{{")) {
            Matcher placeholder = PLACEHOLDER.matcher(node.textValue());
            return placeholder.find() ? Optional.of(placeholder.group()) : Optional.empty();
        }
        for (JsonNode child : node) {
            Optional<String> found = in(child);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
