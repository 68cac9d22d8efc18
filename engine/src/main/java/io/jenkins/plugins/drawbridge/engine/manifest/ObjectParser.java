package io.jenkins.plugins.drawbridge.engine.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlList;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlMap;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlNode;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Documents to manifests: unwraps lists, drops local configuration, checks what every object must have. A field whose
 * value is null counts as absent, except in the data of a ConfigMap or Secret, where the API server takes it for the
 * empty text.
 */
final class ObjectParser {

    private static final String LIST = "List";

    private final ObjectCheck check;
    private final Faults faults;

    ObjectParser(Faults faults) {
        this.faults = faults;
        this.check = new ObjectCheck(faults);
    }

    record Place(String file, int document) {

        String at(YamlNode node) {
            return file + ":" + node.line() + ":" + node.column() + ": ";
        }
    }

    List<Manifest> parse(YamlNode node, Place place) {
        if (!(node instanceof YamlMap map)) {
            faults.add(place.at(node) + "a Kubernetes object is a mapping with apiVersion, kind and metadata.");
            return List.of();
        }
        YamlList items = itemsOf(map);
        if (items != null) {
            return items.items().stream()
                    .flatMap(item -> parse(withTypeOf(map, item), place).stream())
                    .toList();
        }
        if (isKustomization(map, place)) {
            faults.add(place.at(node)
                    + "is a kustomization and no object; build its folder with -k (in a step: kustomize),"
                    + " or leave the file out.");
            return List.of();
        }
        if (isLocalConfiguration(map) || !check.passes(map, place)) {
            return List.of();
        }
        return List.of(Manifest.of(body(map), new Manifest.Source(place.file(), place.document(), map.line())));
    }

    /** The items, if the object is a list, as Kubernetes decides it: the kind ends so, and there are items. */
    private static @Nullable YamlList itemsOf(YamlMap map) {
        return text(map, "kind").endsWith(LIST) && map.entries().get("items") instanceof YamlList items ? items : null;
    }

    /** Items of a typed list need not repeat their type. */
    private static YamlNode withTypeOf(YamlMap list, YamlNode item) {
        String kind = text(list, "kind");
        if (kind.equals(LIST) || !(item instanceof YamlMap map) || map.entries().containsKey("kind")) {
            return item;
        }
        Map<String, YamlNode> entries = new LinkedHashMap<>(map.entries());
        String itemKind = kind.substring(0, kind.length() - LIST.length());
        entries.put(
                "kind",
                new YamlScalar(itemKind, JsonNodeFactory.instance.textNode(itemKind), map.line(), map.column()));
        entries.computeIfAbsent("apiVersion", name -> list.entries().get(name));
        return new YamlMap(entries, map.keys(), map.line(), map.column());
    }

    /** kustomize itself goes by the name of the file; its apiVersion and kind may be left out. */
    private static boolean isKustomization(YamlMap map, Place place) {
        String apiVersion = text(map, "apiVersion");
        boolean named = place.file().matches("(.*/)?kustomization\\.ya?ml")
                && !map.entries().containsKey("kind");
        return named || apiVersion.startsWith("kustomize.config.k8s.io/");
    }

    private static boolean isLocalConfiguration(YamlMap map) {
        return map.entries().get("metadata") instanceof YamlMap metadata
                && metadata.entries().get("annotations") instanceof YamlMap annotations
                && annotations.entries().containsKey(Annotations.LOCAL_CONFIG);
    }

    static String text(YamlMap map, String name) {
        return map.entries().get(name) instanceof YamlScalar scalar ? scalar.text() : "";
    }

    /** The fields in which a key without a value is an empty text. */
    static boolean isTextData(YamlMap object, String field) {
        String kind = text(object, "kind");
        boolean holdsData =
                text(object, "apiVersion").equals("v1") && (kind.equals("ConfigMap") || kind.equals("Secret"));
        return holdsData && List.of("data", "binaryData", "stringData").contains(field);
    }

    private static ObjectNode body(YamlMap object) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        object.entries().forEach((name, value) -> {
            JsonNode json = isTextData(object, name) ? data(value) : withoutNulls(value);
            if (!json.isNull()) {
                body.set(name, json);
            }
        });
        return body;
    }

    private static JsonNode data(YamlNode node) {
        if (!(node instanceof YamlMap map)) {
            return node.toJson();
        }
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        map.entries().forEach((name, value) -> {
            JsonNode json = value.toJson();
            data.set(name, json.isNull() ? JsonNodeFactory.instance.textNode("") : json);
        });
        return data;
    }

    private static JsonNode withoutNulls(YamlNode node) {
        if (node instanceof YamlMap map) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            map.entries().forEach((name, value) -> {
                JsonNode child = withoutNulls(value);
                if (!child.isNull()) {
                    json.set(name, child);
                }
            });
            return json;
        }
        if (node instanceof YamlList list) {
            ArrayNode json = JsonNodeFactory.instance.arrayNode(list.items().size());
            list.items().forEach(item -> json.add(withoutNulls(item)));
            return json;
        }
        return node.toJson();
    }
}
