package io.jenkins.plugins.drawbridge.engine.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a kind lives: built-in kinds without asking, others by one request for each group and version, asked at
 * most once. Thread-safe.
 */
final class Discovery {

    private final Transport transport;
    private final Map<String, List<ApiResource>> byGroupVersion = new ConcurrentHashMap<>();

    Discovery(Transport transport) {
        this.transport = transport;
    }

    @Nullable ApiResource find(String group, String version, String kind) {
        String groupVersion = group.isEmpty() ? version : group + "/" + version;
        ApiResource builtin = BuiltinKinds.find(groupVersion, kind);
        return builtin != null ? builtin : pick(resources(group, version), kind);
    }

    @Nullable ApiResource findPreferred(String group, String kind) {
        for (String version : versions(group)) {
            ApiResource resource = find(group, version, kind);
            if (resource != null) {
                return resource;
            }
        }
        return null;
    }

    /** The preferred version first. */
    List<String> versions(String group) {
        if (group.isEmpty()) {
            return List.of("v1");
        }
        if (!isPathSegment(group)) {
            return List.of();
        }
        ObjectNode answer = askOrEmpty("/apis/" + group);
        List<String> versions = new ArrayList<>();
        String preferred = answer.path("preferredVersion").path("version").asText("");
        if (!preferred.isEmpty()) {
            versions.add(preferred);
        }
        for (JsonNode version : answer.path("versions")) {
            String name = version.path("version").asText();
            if (!versions.contains(name)) {
                versions.add(name);
            }
        }
        return versions;
    }

    void forget() {
        byGroupVersion.clear();
    }

    private List<ApiResource> resources(String group, String version) {
        if (!isPathSegment(group) || !isPathSegment(version)) {
            return List.of();
        }
        String path = group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
        return byGroupVersion.computeIfAbsent(path, asked -> {
            List<ApiResource> resources = new ArrayList<>();
            for (JsonNode json : askOrEmpty(asked).path("resources")) {
                String plural = json.path("name").asText();
                if (plural.indexOf('/') < 0) {
                    resources.add(new ApiResource(
                            group,
                            version,
                            plural,
                            json.path("kind").asText(),
                            json.path("namespaced").asBoolean()));
                }
            }
            return List.copyOf(resources);
        });
    }

    private static boolean isPathSegment(String text) {
        return text.matches("[A-Za-z0-9.-]{0,253}");
    }

    private ObjectNode askOrEmpty(String path) {
        try {
            return transport.call(ApiRequest.get(Verb.ASK, path), Answer::object);
        } catch (ApiException refusal) {
            if (refusal.isNotFound()) {
                return Answer.JSON.createObjectNode();
            }
            throw refusal;
        }
    }

    private static @Nullable ApiResource pick(List<ApiResource> resources, String kind) {
        for (ApiResource resource : resources) {
            if (resource.kind().equals(kind)) {
                return resource;
            }
        }
        return null;
    }
}
