package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The suffix of generated names: kustomize's own, so that a deploy by either is the same. Pure. */
final class ContentHash {

    private static final int LENGTH = 10;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private ContentHash() {}

    static String of(JsonNode object) {
        boolean secret = object.path("kind").asText("").equals("Secret");
        Map<String, Object> content = new TreeMap<>();
        content.put("kind", secret ? "Secret" : "ConfigMap");
        content.put("name", "");
        content.put("data", object.path("data").isObject() ? plain(object.path("data")) : "");
        if (secret) {
            content.put("type", object.path("type").asText(""));
        }
        String further = secret ? "stringData" : "binaryData";
        if (object.path(further).isObject()) {
            content.put(further, plain(object.path(further)));
        }
        return encode(sha256(asGoWrites(content)));
    }

    private static Object plain(JsonNode map) {
        Map<String, Object> sorted = new TreeMap<>();
        map.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    private static String asGoWrites(Map<String, Object> content) {
        try {
            return JSON.writeValueAsString(content)
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026")
                    .replace("\u2028", "\\u2028")
                    .replace("\u2029", "\\u2029");
        } catch (JsonProcessingException e) { // a bug: maps of texts can always be written
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) { // every Java has it
            throw new IllegalStateException(e);
        }
    }

    /** So written, a hash spells no word. */
    private static String encode(String hex) {
        return hex.substring(0, LENGTH)
                .replace('0', 'g')
                .replace('1', 'h')
                .replace('3', 'k')
                .replace('a', 'm')
                .replace('e', 't');
    }
}
