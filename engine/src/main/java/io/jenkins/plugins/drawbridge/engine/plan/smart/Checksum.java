package io.jenkins.plugins.drawbridge.engine.plan.smart;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** SHA-512/256, in lower-case hexadecimal digits, over the YAML of a value: mlp's way to name a content. */
final class Checksum {

    private Checksum() {}

    static String ofText(String value) {
        return hash(GoYaml.text(value));
    }

    static String ofMap(Map<String, String> map) {
        return hash(GoYaml.map(map));
    }

    private static String hash(String yaml) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-512/256").digest(yaml.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java 17 always has SHA-512/256", e);
        }
    }
}
