package io.jenkins.plugins.drawbridge.engine.kube;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * One page of a LIST, read as a stream: an object nobody wants is dropped before the next is read, so a namespace full
 * of other people's large Secrets costs time but no memory.
 *
 * @param next continue token; empty on the last page
 */
record ObjectPage(List<ObjectNode> items, String resourceVersion, String next) {

    static ObjectPage read(InputStream body, ApiResource resource, Predicate<ObjectNode> wanted) throws IOException {
        List<ObjectNode> items = new ArrayList<>();
        JsonNode metadata = null;
        try (JsonParser json = Answer.JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new Answer.NotKubernetes("a list is no JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("items") && value == JsonToken.START_ARRAY) {
                    readItems(json, resource, wanted, items);
                } else if (name.equals("metadata")) {
                    metadata = json.readValueAsTree();
                } else {
                    json.skipChildren();
                }
            }
        }
        if (metadata == null) {
            throw new Answer.NotKubernetes("a list has no metadata");
        }
        return new ObjectPage(
                items,
                metadata.path("resourceVersion").asText(""),
                metadata.path("continue").asText(""));
    }

    private static void readItems(
            JsonParser json, ApiResource resource, Predicate<ObjectNode> wanted, List<ObjectNode> items)
            throws IOException {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            ObjectNode item = json.readValueAsTree();
            item.put("apiVersion", resource.groupVersion());
            item.put("kind", resource.kind());
            if (wanted.test(item)) {
                items.add(item);
            }
        }
    }
}
