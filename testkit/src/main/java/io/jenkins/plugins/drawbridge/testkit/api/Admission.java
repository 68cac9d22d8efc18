package io.jenkins.plugins.drawbridge.testkit.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.apply.Decoder;
import org.jspecify.annotations.Nullable;

/** Completes an object as the real server would (decoding, defaults) and refuses what it would refuse. Thread-safe. */
final class Admission {

    private final Store store;
    private final Defaults defaults;

    Admission(Store store, Defaults defaults) {
        this.store = store;
        this.defaults = defaults;
    }

    ObjectNode complete(Resource resource, ObjectNode object, @Nullable ObjectNode live) {
        Decoder decoder = new Decoder(false);
        ObjectNode complete = decoder.decode(object, resource.schema());
        String mistake = decoder.firstMistake();
        if (mistake != null) {
            throw StatusException.badRequest(cannotBeHandled(resource, mistake));
        }
        ObjectNode typed = Json.object().put("kind", resource.kind()).put("apiVersion", resource.apiVersion());
        complete.remove("kind");
        complete.remove("apiVersion");
        typed.setAll(complete);
        defaults.apply(resource, typed, live);
        Validation.check(resource, typed, live);
        return typed;
    }

    static String cannotBeHandled(Resource resource, String why) {
        return resource.kind() + " in version \"" + resource.version() + "\" cannot be handled as a " + resource.kind()
                + ": " + why;
    }

    void checkNamespace(Resource resource, ObjectNode object) {
        if (!resource.namespaced()) {
            return;
        }
        String name = Json.text(object, "metadata", "namespace");
        ObjectNode namespace = store.get("/namespaces", new Key("", name));
        if (namespace == null) {
            throw new StatusException(
                    404,
                    "NotFound",
                    "namespaces \"" + name + "\" not found",
                    Json.object().put("name", name).put("kind", "namespaces"));
        }
        if (namespace.path("metadata").has("deletionTimestamp")) {
            throw StatusException.namespaceTerminating(resource, Json.text(object, "metadata", "name"), name);
        }
    }
}
