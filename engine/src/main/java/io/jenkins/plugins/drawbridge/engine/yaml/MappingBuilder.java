package io.jenkins.plugins.drawbridge.engine.yaml;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the entries of one mapping and follows its merge key. */
final class MappingBuilder {

    private static final String MERGE = "<<";

    private final String source;
    private final Map<String, YamlNode> entries = new LinkedHashMap<>();
    private final Map<String, YamlScalar> keys = new LinkedHashMap<>();
    private @Nullable YamlScalar mergeKey;
    private @Nullable YamlNode merged;

    MappingBuilder(String source) {
        this.source = source;
    }

    /** @param plain the key was written without quotes: only then {@code <<} merges */
    void add(YamlScalar key, boolean plain, YamlNode value) {
        if (plain && key.text().equals(MERGE)) {
            refuseDuplicate(key, mergeKey);
            mergeKey = key;
            merged = value;
        } else {
            refuseDuplicate(key, keys.putIfAbsent(key.text(), key));
            entries.put(key.text(), value);
        }
    }

    YamlMap build(int line, int column) {
        if (merged instanceof YamlList list) {
            list.items().forEach(this::merge);
        } else if (merged != null) {
            merge(merged);
        }
        return new YamlMap(entries, keys, line, column);
    }

    private void merge(YamlNode from) {
        if (!(from instanceof YamlMap map)) {
            throw at(from, "a merge key (<<) takes a mapping or a list of mappings.");
        }
        map.entries().forEach(entries::putIfAbsent);
        map.keys().forEach(keys::putIfAbsent);
    }

    private void refuseDuplicate(YamlScalar key, @Nullable YamlScalar first) {
        if (first != null) {
            throw at(
                    key,
                    "key \"" + DocumentBuilder.shown(key.text()) + "\" is given twice, first in line " + first.line()
                            + "; remove one of the two.");
        }
    }

    private InputException at(YamlNode node, String sentence) {
        return InputException.at(source, node.line(), node.column(), sentence);
    }
}
