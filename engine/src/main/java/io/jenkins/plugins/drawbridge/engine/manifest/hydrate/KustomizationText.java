package io.jenkins.plugins.drawbridge.engine.manifest.hydrate;

import io.jenkins.plugins.drawbridge.engine.yaml.YamlList;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlMap;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds lines to the text of a kustomization as people write it; the caller looks whether the result says what it should.
 * The nodes it is given know the lines of the original.
 */
final class KustomizationText {

    private final List<String> lines;
    /** Lines to add behind a line, by its index. */
    private final TreeMap<Integer, List<String>> added = new TreeMap<>();

    private final List<String> atEnd = new ArrayList<>();

    KustomizationText(String text) {
        this.lines = new ArrayList<>(text.lines().toList());
    }

    /** @param list the value of the key; null if the key is not there */
    void addTo(String key, @Nullable YamlNode list, List<String> items) {
        if (items.isEmpty()) {
            return;
        }
        if (list instanceof YamlList present && isFlow(list)) {
            addToFlow(present, items);
        } else if (list instanceof YamlList present) {
            String indent = " ".repeat(list.column() - 1);
            put(
                    lastLineOf(present),
                    items.stream().map(item -> indent + "- " + item).toList());
        } else {
            if (list == null) {
                atEnd.add(key + ":");
            }
            List<String> dashed = items.stream().map(item -> "- " + item).toList();
            if (list == null) {
                atEnd.addAll(dashed);
            } else {
                put(list.line() - 1, dashed);
            }
        }
    }

    /** @param metadata the value of {@code metadata}; null if it is not there */
    void label(@Nullable YamlNode metadata, String name, String value) {
        String label = name + ": " + value;
        if (metadata == null) {
            atEnd.addAll(List.of("metadata:", "  labels:", "    " + label));
        } else if (metadata instanceof YamlMap map && !isFlow(map)) {
            YamlNode labels = map.entries().get("labels");
            String indent = " ".repeat(map.column() - 1);
            if (labels == null) {
                put(map.line() - 2, List.of(indent + "labels:", indent + "  " + label));
            } else if (labels instanceof YamlMap present
                    && !isFlow(present)
                    && !present.entries().containsKey(name)) {
                put(present.line() - 2, List.of(" ".repeat(present.column() - 1) + label));
            }
        }
    }

    private boolean isFlow(YamlNode node) {
        String line = lines.get(node.line() - 1);
        char first = node.column() <= line.length() ? line.charAt(node.column() - 1) : ' ';
        return first == '[' || first == '{';
    }

    /** Those on one line. */
    private void addToFlow(YamlList list, List<String> items) {
        String line = lines.get(list.line() - 1);
        int end = line.indexOf(']', list.column() - 1);
        if (end >= 0) {
            String joined = String.join(
                    ", ", items.stream().map(KustomizationText::inFlow).toList());
            String before = line.substring(0, end);
            lines.set(list.line() - 1, before + (list.items().isEmpty() ? "" : ", ") + joined + line.substring(end));
        }
    }

    private static String inFlow(String item) {
        return item.startsWith("path: ") ? "{" + item + "}" : item;
    }

    /** The last line of a block list: what is indented deeper than its dashes, and dashes, belong to it. */
    private int lastLineOf(YamlList list) {
        int dash = list.column() - 1;
        int last = list.line() - 1;
        for (int index = last; index < lines.size(); index++) {
            String line = lines.get(index);
            int indent = line.length() - line.stripLeading().length();
            boolean isItem = indent == dash && line.startsWith("-", indent) && !line.startsWith("---", indent);
            if (isItem || (indent > dash && !line.isBlank())) {
                last = index;
            } else if (!line.isBlank() && !line.startsWith("#", indent)) {
                break;
            }
        }
        return last;
    }

    private void put(int behind, List<String> more) {
        added.computeIfAbsent(behind, any -> new ArrayList<>()).addAll(more);
    }

    String text() {
        List<String> all = new ArrayList<>(added.getOrDefault(-1, List.of()));
        for (int index = 0; index < lines.size(); index++) {
            all.add(lines.get(index));
            all.addAll(added.getOrDefault(index, List.of()));
        }
        all.addAll(atEnd);
        return String.join("\n", all) + "\n";
    }
}
