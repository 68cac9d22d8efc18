package io.jenkins.plugins.drawbridge.engine.cluster;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlList;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlMap;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlNode;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlScalar;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shapes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A mapping of a kubeconfig and the file it stood in: its relative paths start there. Unknown keys are left alone, as
 * kubectl leaves them.
 */
record KubeconfigSection(Path file, YamlMap map) {

    /** The text under a key; absent, null and empty are the same, as in kubectl. */
    Optional<String> text(String key) {
        YamlNode node = map.entries().get(key);
        if (node == null) {
            return Optional.empty();
        }
        if (!(node instanceof YamlScalar scalar)) {
            throw fault(node, "'" + key + "' must be a text");
        }
        return Optional.of(scalar)
                .filter(written -> !written.value().isNull() && !written.text().isEmpty())
                .map(YamlScalar::text);
    }

    boolean flag(String key) {
        YamlNode node = map.entries().get(key);
        if (node instanceof YamlScalar scalar
                && (scalar.value().isBoolean() || scalar.value().isNull())) {
            return scalar.value().asBoolean(false);
        }
        if (node != null) {
            throw fault(node, "'" + key + "' must be true or false");
        }
        return false;
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (YamlNode item : items(key)) {
            texts.add(Shapes.scalarText(item).orElseThrow(() -> fault(item, "'" + key + "' must be a list of texts")));
        }
        return texts;
    }

    List<YamlNode> items(String key) {
        YamlNode node = map.entries().get(key);
        if (!has(key) || node == null) {
            return List.of();
        }
        if (!(node instanceof YamlList list)) {
            throw fault(node, "'" + key + "' must be a list");
        }
        return list.items();
    }

    boolean has(String key) {
        YamlNode node = map.entries().get(key);
        return node != null
                && !(node instanceof YamlScalar scalar && scalar.value().isNull());
    }

    Optional<Path> path(String key) {
        return text(key).map(name -> file.toAbsolutePath().resolveSibling(name));
    }

    /** {@code key-data} (base64), which wins, or the file that {@code key} names. */
    Optional<SecretSource> dataOrFile(String key) {
        return text(key + "-data")
                .map(data -> SecretSource.of(decoded(key + "-data", data)))
                .or(() -> path(key).map(FileSecret::new));
    }

    private String decoded(String key, String data) {
        try {
            return new String(Base64.getDecoder().decode(data.replaceAll("\\s", "")), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) { // told with its place; the data are not shown
            throw fault(key, "'" + key + "' must be base64");
        }
    }

    /** A fault at the value of a key that is there. */
    InputException fault(String key, String sentence) {
        YamlNode node = map.entries().get(key);
        return fault(node == null ? map : node, sentence);
    }

    InputException fault(YamlNode where, String sentence) {
        return InputException.at(file.toString(), where.line(), where.column(), sentence);
    }
}
