package io.jenkins.plugins.drawbridge.testkit.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.api.Writer.Act;
import io.jenkins.plugins.drawbridge.testkit.api.Writer.Written;
import io.jenkins.plugins.drawbridge.testkit.apply.ApplyConflictException;
import io.jenkins.plugins.drawbridge.testkit.apply.Decoder;
import io.jenkins.plugins.drawbridge.testkit.apply.FieldOwnership;
import java.util.Map;

/** Server-side applies. Thread-safe. */
final class Applies {

    private final Store store;
    private final Writer writer;

    Applies(Store store, Writer writer) {
        this.store = store;
        this.writer = writer;
    }

    Written apply(Resource resource, ApiRequest request, Runnable mayCreate) {
        requireManager(request);
        ObjectNode applied = Bodies.forResource(resource, request);
        checkName(request, applied);
        if (!applied.path("metadata").path("managedFields").isMissingNode()) {
            throw StatusException.badRequest("metadata.managedFields must be nil");
        }
        ObjectNode typed = decode(resource, applied);
        return store.transact(() -> {
            Key key = new Key(request.target().namespace(), request.target().name());
            ObjectNode live = store.get(resource.storage(), key);
            return live == null
                    ? create(resource, request, typed, mayCreate)
                    : update(resource, request, typed, Versions.show(live, resource));
        });
    }

    private static void requireManager(ApiRequest request) {
        if (request.parameter("fieldManager").isEmpty()) {
            Resource options = new Resource(
                    "meta.k8s.io",
                    "v1",
                    "PatchOptions",
                    "",
                    "",
                    java.util.List.of(),
                    java.util.Set.of(),
                    io.jenkins.plugins.drawbridge.testkit.apply.SchemaType.ANY,
                    false);
            throw StatusException.invalid(
                    options, "", Map.of("fieldManager", "Required value: is required for apply patch"));
        }
    }

    private static void checkName(ApiRequest request, ObjectNode applied) {
        String name = Json.text(applied, "metadata", "name");
        if (name.isEmpty()) {
            throw StatusException.badRequest("the name of the object ("
                    + request.target().name() + " based on URL) was undeterminable: name must be provided");
        }
        if (!name.equals(request.target().name())) {
            throw StatusException.badRequest(
                    "the name of the object (" + name + ") does not match the name on the URL ("
                            + request.target().name() + ")");
        }
    }

    private static ObjectNode decode(Resource resource, ObjectNode applied) {
        Decoder decoder = new Decoder(true);
        ObjectNode typed = decoder.decode(applied, resource.schema());
        String problem = decoder.firstMistake();
        if (problem == null && !decoder.unknown().isEmpty()) {
            problem = decoder.unknown().get(0) + ": field not declared in schema";
        }
        if (problem != null) {
            Key key = Versions.keyOf(applied);
            String where = key.namespace().isEmpty() ? "/" + key.name() : key.namespace() + "/" + key.name();
            throw new StatusException(
                    500,
                    "",
                    "failed to create typed patch object (" + where + "; " + resource.apiVersion() + ", Kind="
                            + resource.kind() + "): " + problem);
        }
        return typed;
    }

    private Written create(Resource resource, ApiRequest request, ObjectNode typed, Runnable mayCreate) {
        mayCreate.run();
        if (!Json.text(typed, "metadata", "uid").isEmpty()
                || !Json.text(typed, "metadata", "resourceVersion").isEmpty()) {
            throw StatusException.notFound(resource, request.target().name());
        }
        Act act = Mutations.act(resource, request);
        return writer.create(act, merged(act, Json.object(), typed, request));
    }

    private Written update(Resource resource, ApiRequest request, ObjectNode typed, ObjectNode live) {
        Mutations.checkPreconditions(resource, live, typed);
        Act act = Mutations.act(resource, request);
        ObjectNode next = merged(act, live, typed, request);
        if (!request.target().subresource().equals("status")) {
            return writer.update(act, live, next, true);
        }
        ObjectNode statusOnly = Mutations.only(request, live, next);
        Json.in(statusOnly, "metadata")
                .set("managedFields", next.path("metadata").path("managedFields"));
        return writer.update(act, live, statusOnly, true);
    }

    private ObjectNode merged(Act act, ObjectNode live, ObjectNode typed, ApiRequest request) {
        ObjectNode bare = typed.deepCopy();
        if (!request.target().subresource().equals("status") && act.resource().has(Resource.Trait.STATUS)) {
            bare.remove("status");
        }
        boolean force = request.parameter("force").matches("true|1");
        try {
            return FieldOwnership.apply(live, bare, act.resource().schema(), writer.as(act), force);
        } catch (ApplyConflictException conflict) {
            throw refusal(conflict);
        }
    }

    private static StatusException refusal(ApplyConflictException conflict) {
        ObjectNode details = Json.object();
        ArrayNode causes = details.putArray("causes");
        conflict.causes().forEach(cause -> causes.addObject()
                .put("reason", "FieldManagerConflict")
                .put("message", "conflict with " + cause.manager())
                .put("field", cause.field()));
        return new StatusException(409, "Conflict", String.valueOf(conflict.getMessage()), details);
    }
}
