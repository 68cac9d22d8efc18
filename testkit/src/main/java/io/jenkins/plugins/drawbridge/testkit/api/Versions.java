package io.jenkins.plugins.drawbridge.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Stored objects in the version a client asked for. Stateless. */
final class Versions {

    private Versions() {}

    static Key keyOf(JsonNode object) {
        return new Key(Json.text(object, "metadata", "namespace"), Json.text(object, "metadata", "name"));
    }

    /** The object with the kind and version of the resource first; the stored one is not changed. */
    static ObjectNode show(ObjectNode stored, Resource resource) {
        if (Json.text(stored, "apiVersion").equals(resource.apiVersion())) {
            return stored;
        }
        ObjectNode shown = Json.object().put("kind", resource.kind()).put("apiVersion", resource.apiVersion());
        stored.properties().forEach(entry -> {
            if (!shown.has(entry.getKey())) {
                shown.set(entry.getKey(), entry.getValue());
            }
        });
        return shown;
    }

    /** Items of the built-in lists carry neither kind nor version; those of custom resources do. */
    static ObjectNode withoutType(ObjectNode object, Resource resource) {
        if (resource.custom()) {
            return object;
        }
        ObjectNode bare = Json.object();
        object.properties().forEach(entry -> {
            if (!entry.getKey().equals("kind") && !entry.getKey().equals("apiVersion")) {
                bare.set(entry.getKey(), entry.getValue());
            }
        });
        return bare;
    }
}
