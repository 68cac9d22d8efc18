package io.jenkins.plugins.drawbridge.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.api.Writer.Act;

/** The scale subresource (autoscaling/v1 Scale). Thread-safe. */
final class Scales {

    private final Store store;
    private final Writer writer;

    Scales(Store store, Writer writer) {
        this.store = store;
        this.writer = writer;
    }

    Answer get(Resource resource, ApiRequest request) {
        return Answer.json(200, scale(live(resource, request)));
    }

    Answer change(Resource resource, ApiRequest request) {
        JsonNode body = Bodies.any(request);
        return store.transact(() -> {
            ObjectNode live = live(resource, request);
            JsonNode wanted = request.method().equals("PATCH") && body.isArray()
                    ? Patches.json(scale(live), body)
                    : Patches.merge(scale(live), body);
            ObjectNode next = live.deepCopy();
            Json.in(next, "spec")
                    .put("replicas", wanted.path("spec").path("replicas").asInt());
            Mutations.checkPreconditions(resource, live, Json.object().setAll((ObjectNode) wanted));
            Act act = Mutations.act(resource, request);
            Writer.Written written = writer.update(act, live, next, false);
            if (written.kept()) {
                store.countWrite();
            }
            return Answer.json(200, scale(written.object()));
        });
    }

    private ObjectNode live(Resource resource, ApiRequest request) {
        Key key = new Key(request.target().namespace(), request.target().name());
        ObjectNode live = store.get(resource.storage(), key);
        if (live == null) {
            throw StatusException.notFound(resource, key.name());
        }
        return live;
    }

    private static ObjectNode scale(ObjectNode object) {
        ObjectNode scale = Json.object().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        ObjectNode metadata = scale.putObject("metadata");
        for (String field : new String[] {"name", "namespace", "uid", "resourceVersion", "creationTimestamp"}) {
            metadata.set(field, object.path("metadata").path(field));
        }
        scale.putObject("spec")
                .put("replicas", object.path("spec").path("replicas").asInt());
        ObjectNode status = scale.putObject("status")
                .put("replicas", object.path("status").path("replicas").asInt());
        StringBuilder selector = new StringBuilder();
        object.path("spec").path("selector").path("matchLabels").properties().forEach(label -> selector.append(
                        selector.isEmpty() ? "" : ",")
                .append(label.getKey())
                .append('=')
                .append(label.getValue().asText()));
        status.put("selector", selector.toString());
        return scale;
    }
}
