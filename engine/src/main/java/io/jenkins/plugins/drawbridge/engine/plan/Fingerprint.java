package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Salted fingerprints of objects, from which no content can be guessed. */
final class Fingerprint {

    /** OWASP's figure of 2023 for PBKDF2 with HMAC-SHA512. */
    private static final int ITERATIONS = 210_000;

    private static final int BITS = 256;
    private static final ObjectMapper CANONICAL = new ObjectMapper();

    private final byte[] salt;

    Fingerprint(String salt) {
        this.salt = HexFormat.of().parseHex(salt);
    }

    /** Slow, since a manifest may hold a password of few possible values. The order of the manifests is the user's. */
    String ofManifests(List<Manifest> manifests, String choices) {
        MessageDigest digest = sha256();
        digest.update(choices.getBytes(StandardCharsets.UTF_8));
        manifests.stream()
                .sorted(Comparator.comparing(Manifest::ref, ObjectRef.ORDER))
                .forEach(manifest -> digest.update(canonical(manifest.body())));
        char[] password = HexFormat.of().formatHex(digest.digest()).toCharArray();
        try {
            PBEKeySpec spec = new PBEKeySpec(password, salt, ITERATIONS, BITS);
            return HexFormat.of()
                    .formatHex(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                            .generateSecret(spec)
                            .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has PBKDF2WithHmacSHA512", e);
        }
    }

    /** What nobody changed keeps it: status, bookkeeping and replicas an autoscaler sets do not count. */
    String ofLive(ObjectNode live, Approval.Found found) {
        MessageDigest digest = sha256();
        digest.update(salt);
        JsonNode metadata = live.path("metadata");
        digest.update(canonical(metadata.path("uid")));
        ObjectNode normal = Normal.of(live);
        boolean governed = found.scaling().governs(live);
        if (governed && normal.get("spec") instanceof ObjectNode spec) {
            spec.remove("replicas");
        }
        ObjectNode redacted = Redaction.of(normal, found.masker());
        digest.update(canonical(redacted));
        if (!redacted.equals(normal)) {
            digest.update(canonical(governed ? LastWrites.of(metadata) : version(metadata)));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Changes with every secret, and tells nothing of it. */
    private static JsonNode version(JsonNode metadata) {
        return metadata.path(metadata.has("generation") ? "generation" : "resourceVersion");
    }

    private static byte[] canonical(JsonNode node) {
        try {
            return CANONICAL.writeValueAsString(sorted(node)).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
    }

    private static Object sorted(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
            return fields;
        }
        if (node.isArray()) {
            return node.valueStream().map(Fingerprint::sorted).toList();
        }
        return node.isMissingNode() ? "" : node;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
