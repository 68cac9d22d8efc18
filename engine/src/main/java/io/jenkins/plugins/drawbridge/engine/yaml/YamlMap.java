package io.jenkins.plugins.drawbridge.engine.yaml;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A mapping with its keys in file order; a repeated key is an error of the reader, not of this type. */
public record YamlMap(Map<String, YamlNode> entries, Map<String, YamlScalar> keys, int line, int column)
        implements YamlNode {

    /** @param keys the key scalars by name, for messages about the key itself (an unknown one, say). */
    public YamlMap {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        entries.forEach((name, value) -> json.set(name, value.toJson()));
        return json;
    }
}
