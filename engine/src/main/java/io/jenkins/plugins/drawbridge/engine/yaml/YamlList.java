package io.jenkins.plugins.drawbridge.engine.yaml;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/** A sequence. */
public record YamlList(List<YamlNode> items, int line, int column) implements YamlNode {

    public YamlList {
        items = List.copyOf(items);
    }

    @Override
    public ArrayNode toJson() {
        ArrayNode json = JsonNodeFactory.instance.arrayNode(items.size());
        items.forEach(item -> json.add(item.toJson()));
        return json;
    }
}
