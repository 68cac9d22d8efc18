package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlList;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlMap;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlNode;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;

/** Objects out of YAML: lists are unwrapped, and each must say what it is. Stateless but for the limits. */
final class ResourceReader {

    private final Limits limits;

    ResourceReader(Limits limits) {
        this.limits = limits;
    }

    List<Resource> read(String file, List<YamlNode> documents) {
        List<Resource> resources = new ArrayList<>();
        documents.forEach(document -> add(file, document, resources));
        return resources;
    }

    private void add(String file, YamlNode node, List<Resource> resources) {
        if (!(node instanceof YamlMap map)) {
            throw at(file, node, "a Kubernetes object is a mapping with apiVersion, kind and metadata.");
        }
        if (text(map, "kind").endsWith("List") && map.entries().get("items") instanceof YamlList items) {
            items.items().forEach(item -> add(file, item, resources));
            return;
        }
        require(file, map, map, "apiVersion", "");
        require(file, map, map, "kind", "");
        YamlNode metadata = map.entries().get("metadata");
        if (!(metadata instanceof YamlMap names)) {
            throw at(file, map, "metadata is missing; every object needs metadata.name.");
        }
        require(file, map, names, "name", "metadata.");
        ObjectNode body = map.toJson();
        WrittenMarks.ofObject(map, body);
        limits.values(file, body);
        resources.add(new Resource(body, file + ":" + map.line()));
    }

    private static void require(String file, YamlMap object, YamlMap map, String field, String prefix) {
        if (text(map, field).isEmpty()) {
            throw at(file, object, prefix + field + " is missing or no text; every object needs it.");
        }
    }

    private static String text(YamlMap map, String field) {
        return map.entries().get(field) instanceof YamlScalar scalar
                        && scalar.value().isTextual()
                ? scalar.text()
                : "";
    }

    private static InputException at(String file, YamlNode node, String sentence) {
        return InputException.at(file, node.line(), node.column(), sentence);
    }
}
