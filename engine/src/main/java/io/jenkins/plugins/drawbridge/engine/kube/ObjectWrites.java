package io.jenkins.plugins.drawbridge.engine.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The requests that change one object; {@link KubeClient} says what each promises. Thread-safe. */
final class ObjectWrites {

    private final Transport transport;

    ObjectWrites(Transport transport) {
        this.transport = transport;
    }

    ObjectNode apply(ApiResource resource, ObjectNode object, ApplyOptions options) {
        String name = name(object);
        ApiRequest request = ApiRequest.send(
                        options.dryRun() ? Verb.DRY_RUN : Verb.APPLY, "PATCH", path(resource, object), object)
                .ofType(ApiRequest.APPLY)
                .with("fieldManager", options.manager())
                .with("force", String.valueOf(options.force()))
                .with("fieldValidation", "Strict")
                .with("dryRun", options.dryRun() ? "All" : "");
        return transport.call(request, body -> Answer.named(body, name));
    }

    ObjectNode create(ApiResource resource, String namespace, ObjectNode object) {
        String name = name(object);
        return transport.call(
                ApiRequest.send(Verb.CREATE, "POST", resource.collectionPath(namespace), object),
                body -> Answer.named(body, name));
    }

    ObjectNode replace(ApiResource resource, ObjectNode object) {
        String name = name(object);
        return transport.call(
                ApiRequest.send(Verb.UPDATE, "PUT", path(resource, object), object), body -> Answer.named(body, name));
    }

    ObjectNode patch(ApiResource resource, ObjectNode object, ObjectNode patch, ApplyOptions options) {
        String name = name(object);
        ApiRequest request = ApiRequest.send(
                        options.dryRun() ? Verb.DRY_RUN : Verb.UPDATE, "PATCH", path(resource, object), patch)
                .ofType(ApiRequest.MERGE_PATCH)
                .with("fieldManager", options.manager())
                .with("dryRun", options.dryRun() ? "All" : "");
        return transport.call(request, body -> Answer.named(body, name));
    }

    boolean delete(ApiResource resource, ObjectNode object, String propagation) {
        ObjectNode options = deletion(propagation);
        options.putObject("preconditions")
                .put("uid", object.path("metadata").path("uid").asText());
        return delete(resource, object, options);
    }

    boolean deleteUnchanged(ApiResource resource, ObjectNode object) {
        ObjectNode options = deletion("Background");
        JsonNode metadata = object.path("metadata");
        options.putObject("preconditions")
                .put("uid", metadata.path("uid").asText())
                .put("resourceVersion", metadata.path("resourceVersion").asText());
        return delete(resource, object, options);
    }

    private boolean delete(ApiResource resource, ObjectNode object, ObjectNode options) {
        try {
            transport.call(ApiRequest.send(Verb.DELETE, "DELETE", path(resource, object), options), Answer::object);
            return true;
        } catch (ApiException refusal) {
            if (refusal.isNotFound()) {
                return false;
            }
            throw refusal;
        }
    }

    private static ObjectNode deletion(String propagation) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", "DeleteOptions")
                .put("apiVersion", "v1")
                .put("propagationPolicy", propagation);
    }

    private static String path(ApiResource resource, ObjectNode object) {
        String namespace = object.path("metadata").path("namespace").asText("");
        return resource.objectPath(namespace, name(object), null);
    }

    private static String name(ObjectNode object) {
        return object.path("metadata").path("name").asText();
    }
}
