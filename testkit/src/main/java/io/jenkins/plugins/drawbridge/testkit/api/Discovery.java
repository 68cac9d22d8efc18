package io.jenkins.plugins.drawbridge.testkit.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.api.Resource.Trait;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the API serves: the legacy group lists and the aggregated discovery of Kubernetes 1.30. Thread-safe. */
final class Discovery {

    private static final String AGGREGATED = "as=APIGroupDiscoveryList";
    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    private final ResourceTable table;
    private final boolean aggregated;

    Discovery(ResourceTable table, boolean aggregated) {
        this.table = table;
        this.aggregated = aggregated;
    }

    Answer core(ApiRequest request) {
        if (aggregated && request.accept().contains(AGGREGATED)) {
            return aggregated(true);
        }
        ObjectNode versions = Json.object().put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        versions.putArray("serverAddressByClientCIDRs")
                .addObject()
                .put("clientCIDR", "0.0.0.0/0")
                .put("serverAddress", "127.0.0.1");
        return Answer.json(200, versions);
    }

    Answer groups(ApiRequest request) {
        if (aggregated && request.accept().contains(AGGREGATED)) {
            return aggregated(false);
        }
        ObjectNode list = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        versionsByGroup().forEach((group, versions) -> {
            if (!group.isEmpty()) {
                groups.add(group(group, versions));
            }
        });
        return Answer.json(200, list);
    }

    private static ObjectNode group(String name, Set<String> versions) {
        ObjectNode group = Json.object().put("name", name);
        ArrayNode list = group.putArray("versions");
        versions.forEach(version ->
                list.addObject().put("groupVersion", name + "/" + version).put("version", version));
        group.set("preferredVersion", list.get(0));
        return group;
    }

    private Map<String, Set<String>> versionsByGroup() {
        Map<String, Set<String>> groups = new LinkedHashMap<>();
        table.all().forEach(resource -> groups.computeIfAbsent(resource.group(), name -> new LinkedHashSet<>())
                .add(resource.version()));
        return groups;
    }

    Answer group(String name) {
        Set<String> versions = versionsByGroup().get(name);
        if (versions == null) {
            throw StatusException.noSuchPath();
        }
        ObjectNode answer = Json.object().put("kind", "APIGroup").put("apiVersion", "v1");
        return Answer.json(200, answer.setAll(group(name, versions)));
    }

    Answer resources(String group, String version) {
        ArrayNode resources = Json.MAPPER.createArrayNode();
        of(group, version).forEach(resource -> list(resource, resources));
        if (resources.isEmpty()) {
            throw StatusException.noSuchPath();
        }
        ObjectNode list = Json.object()
                .put("kind", "APIResourceList")
                .put("apiVersion", "v1")
                .put("groupVersion", group.isEmpty() ? version : group + "/" + version);
        list.set("resources", resources);
        return Answer.json(200, list);
    }

    private List<Resource> of(String group, String version) {
        return table.all().stream()
                .filter(resource ->
                        resource.group().equals(group) && resource.version().equals(version))
                .toList();
    }

    private static void list(Resource resource, ArrayNode resources) {
        ObjectNode entry = resources
                .addObject()
                .put("name", resource.plural())
                .put("singularName", resource.singular())
                .put("namespaced", resource.namespaced())
                .put("kind", resource.kind());
        VERBS.forEach(entry.putArray("verbs")::add);
        if (!resource.shortNames().isEmpty()) {
            resource.shortNames().forEach(entry.putArray("shortNames")::add);
        }
        subresources(resource).forEach((name, verbs) -> {
            ObjectNode below = resources
                    .addObject()
                    .put("name", resource.plural() + "/" + name)
                    .put("singularName", "")
                    .put("namespaced", resource.namespaced())
                    .put("kind", name.equals("scale") ? "Scale" : resource.kind());
            verbs.forEach(below.putArray("verbs")::add);
        });
    }

    private static Map<String, List<String>> subresources(Resource resource) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        List<String> changing = List.of("get", "patch", "update");
        if (resource.has(Trait.LOG)) {
            all.put("log", List.of("get"));
        }
        if (resource.has(Trait.SCALE)) {
            all.put("scale", changing);
        }
        if (resource.has(Trait.STATUS)) {
            all.put("status", changing);
        }
        return all;
    }

    private Answer aggregated(boolean core) {
        ObjectNode list =
                Json.object().put("kind", "APIGroupDiscoveryList").put("apiVersion", "apidiscovery.k8s.io/v2");
        list.putObject("metadata");
        ArrayNode items = list.putArray("items");
        versionsByGroup().forEach((group, versions) -> {
            if (group.isEmpty() == core) {
                ObjectNode item = items.addObject();
                ObjectNode metadata = item.putObject("metadata").putNull("creationTimestamp");
                if (!core) {
                    metadata.put("name", group);
                }
                ArrayNode shown = item.putArray("versions");
                versions.forEach(version -> shown.add(aggregated(group, version)));
            }
        });
        return Answer.json(200, "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList", list);
    }

    private ObjectNode aggregated(String group, String version) {
        ObjectNode shown = Json.object().put("version", version);
        ArrayNode resources = shown.putArray("resources");
        for (Resource resource : of(group, version)) {
            ObjectNode entry = resources.addObject().put("resource", resource.plural());
            entry.putObject("responseKind")
                    .put("group", group)
                    .put("version", version)
                    .put("kind", resource.kind());
            entry.put("scope", resource.namespaced() ? "Namespaced" : "Cluster");
            entry.put("singularResource", resource.singular());
            VERBS.forEach(entry.putArray("verbs")::add);
            if (!resource.shortNames().isEmpty()) {
                resource.shortNames().forEach(entry.putArray("shortNames")::add);
            }
            below(resource, entry);
        }
        return shown.put("freshness", "Current");
    }

    private static void below(Resource resource, ObjectNode entry) {
        subresources(resource).forEach((name, verbs) -> {
            ObjectNode below = Json.listIn(entry, "subresources").addObject().put("subresource", name);
            verbs.forEach(below.putArray("verbs")::add);
        });
    }
}
