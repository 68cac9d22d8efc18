package io.jenkins.plugins.drawbridge.engine.yaml;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A scalar: its text as written and the value it resolves to.
 *
 * @param text the characters of the scalar, unquoted and unescaped
 * @param value text, number, boolean or null
 */
public record YamlScalar(String text, JsonNode value, int line, int column) implements YamlNode {

    @Override
    public JsonNode toJson() {
        return value;
    }

    /** Its place only: the text may be a secret. */
    @Override
    public String toString() {
        return "scalar at " + line + ":" + column;
    }
}
