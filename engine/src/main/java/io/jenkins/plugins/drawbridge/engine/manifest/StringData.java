package io.jenkins.plugins.drawbridge.engine.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A Secret's {@code stringData} as the API server keeps it: base64 in {@code data}, where it wins over the same key.
 * Done before anything is compared or applied, since the server never shows {@code stringData} again.
 */
public final class StringData {

    private StringData() {}

    /** The manifest itself, if it is no Secret or has no {@code stringData}. */
    public static Manifest fold(Manifest manifest) {
        if (!manifest.ref().is("", "Secret")
                || !manifest.body().path("stringData").isObject()) {
            return manifest;
        }
        ObjectNode body = manifest.body().deepCopy();
        ObjectNode data = body.path("data").isObject() ? (ObjectNode) body.get("data") : body.putObject("data");
        body.remove("stringData")
                .properties()
                .forEach(entry ->
                        data.put(entry.getKey(), base64(entry.getValue().asText())));
        return manifest.withBody(body);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
