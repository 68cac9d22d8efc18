package io.jenkins.plugins.drawbridge.engine.manifest;

import io.jenkins.plugins.drawbridge.engine.yaml.YamlMap;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlNode;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlScalar;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Base64 in Secrets and ConfigMaps. An API server that finds it broken says neither where nor in which key. */
final class EncodedData {

    private static final Map<String, String> REMEDIES =
            Map.of("data", "write the text under stringData", "binaryData", "write a text under data");

    private EncodedData() {}

    /** Sentences about the values of a field that are no base64; they repeat no value. */
    static Map<YamlNode, String> wrong(YamlMap object, String field) {
        Map<YamlNode, String> wrong = new LinkedHashMap<>();
        if (object.entries().get(field) instanceof YamlMap data) {
            data.entries().forEach((key, value) -> {
                if (value instanceof YamlScalar scalar && scalar.value().isTextual() && !isBase64(scalar.text())) {
                    wrong.put(
                            value,
                            field + "[" + ObjectCheck.shown(key) + "] is no base64; " + REMEDIES.get(field)
                                    + ", or encode it.");
                }
            });
        }
        return wrong;
    }

    /** As Go reads it: line breaks count for nothing, and the end is filled up. */
    private static boolean isBase64(String text) {
        String single = text.replace("\n", "").replace("\r", "");
        if (single.length() % 4 != 0) {
            return false;
        }
        try {
            Base64.getDecoder().decode(single);
            return true;
        } catch (IllegalArgumentException no) { // an answer
            return false;
        }
    }
}
