package io.jenkins.plugins.drawbridge.engine.manifest.hydrate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlLimits;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlMap;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlNode;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlReader;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlScalar;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The text of one kustomization. Lines are added to it, so comments and order stay; where that would not say what it
 * should, all of it is written anew.
 */
final class Kustomization {

    private static final String RESOURCES = "resources";
    private static final String PATCHES = "patches";
    private static final List<String> NAMING = List.of(RESOURCES, PATCHES, "patchesStrategicMerge", "patchesJson6902");
    private static final String METADATA = "metadata";
    private static final String LABELS = "labels";

    /** mlp's, so that both tools leave the same file. */
    private static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    private static final String MANAGER = "mlp";

    private final String name;
    private final String text;
    private final Map<String, YamlNode> root;
    private final ObjectNode json;

    /** @throws InputException if the text is no YAML mapping */
    Kustomization(String name, String text) {
        this.name = name;
        this.text = text;
        YamlMap map = read(text);
        this.root = map.entries();
        this.json = map.toJson();
    }

    private YamlMap read(String yaml) {
        List<YamlNode> documents = YamlReader.read(name, yaml, YamlLimits.CONFIGURATION);
        if (documents.isEmpty()) {
            return new YamlMap(Map.of(), Map.of(), 1, 1);
        }
        if (documents.size() > 1 || !(documents.get(0) instanceof YamlMap map)) {
            throw new InputException(name + ": a kustomization is one YAML mapping");
        }
        refuseOther(map, RESOURCES, false);
        refuseOther(map, PATCHES, false);
        refuseOther(map, METADATA, true);
        if (map.entries().get(METADATA) instanceof YamlMap metadata) {
            refuseOther(metadata, LABELS, true);
        }
        return map;
    }

    private void refuseOther(YamlMap map, String key, boolean mapping) {
        YamlNode node = map.entries().get(key);
        boolean empty = node == null
                || (node instanceof YamlScalar scalar && scalar.value().isNull());
        if (!empty && (node instanceof YamlScalar || mapping != (node instanceof YamlMap))) {
            throw InputException.at(
                    name, node.line(), node.column(), key + " must be a " + (mapping ? "mapping" : "list"));
        }
    }

    /** The text with what it lacks of these file names, and the label. */
    String with(List<String> resources, List<String> patches) {
        Set<String> named = new HashSet<>();
        NAMING.forEach(key -> named.addAll(named(key)));
        List<String> newResources = missing(resources, named);
        List<String> newPatches = missing(patches, named);
        ObjectNode wanted = wanted(newResources, newPatches);
        if (wanted.equals(json)) {
            return text;
        }
        KustomizationText edited = new KustomizationText(text);
        edited.addTo(
                RESOURCES,
                root.get(RESOURCES),
                newResources.stream().map(YamlWriter::scalar).toList());
        edited.addTo(
                PATCHES,
                root.get(PATCHES),
                newPatches.stream()
                        .map(path -> "path: " + YamlWriter.scalar(path))
                        .toList());
        edited.label(root.get(METADATA), MANAGED_BY, MANAGER);
        return says(edited.text(), wanted) ? edited.text() : YamlWriter.write(wanted);
    }

    private boolean says(String edited, ObjectNode wanted) {
        try {
            return read(edited).toJson().equals(wanted);
        } catch (InputException notEdited) { // an unusual layout; the caller writes it anew
            return false;
        }
    }

    private static List<String> missing(List<String> files, Set<String> named) {
        return files.stream().filter(file -> !named.contains(file)).toList();
    }

    /** File names in a list, themselves or as {@code path}. */
    private Set<String> named(String key) {
        Set<String> names = new HashSet<>();
        for (JsonNode item : json.path(key)) {
            String path =
                    item.isTextual() ? item.textValue() : item.path("path").asText();
            names.add(path.startsWith("./") ? path.substring(2) : path);
        }
        return names;
    }

    private ObjectNode wanted(List<String> resources, List<String> patches) {
        ObjectNode wanted = json.deepCopy();
        if (!resources.isEmpty()) {
            resources.forEach(withoutNull(wanted, RESOURCES).withArray("/" + RESOURCES)::add);
        }
        if (!patches.isEmpty()) {
            patches.forEach(path -> withoutNull(wanted, PATCHES)
                    .withArray("/" + PATCHES)
                    .addObject()
                    .put("path", path));
        }
        ObjectNode metadata = withoutNull(wanted, METADATA).withObject("/" + METADATA);
        withoutNull(metadata, LABELS).withObject("/" + LABELS).put(MANAGED_BY, MANAGER);
        return wanted;
    }

    private static ObjectNode withoutNull(ObjectNode object, String key) {
        if (object.path(key).isNull()) {
            object.remove(key);
        }
        return object;
    }
}
