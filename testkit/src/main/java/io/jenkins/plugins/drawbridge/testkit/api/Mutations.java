package io.jenkins.plugins.drawbridge.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.api.Writer.Act;
import io.jenkins.plugins.drawbridge.testkit.api.Writer.Written;
import io.jenkins.plugins.drawbridge.testkit.apply.Owner;
import java.util.function.Function;

/** Creates, updates and patches. Thread-safe. */
final class Mutations {

    private final Store store;
    private final Writer writer;
    private final Applies applies;

    Mutations(Store store, Writer writer) {
        this.store = store;
        this.writer = writer;
        this.applies = new Applies(store, writer);
    }

    Answer create(Resource resource, ApiRequest request) {
        ObjectNode object = Bodies.forResource(resource, request);
        return answer(resource, store.transact(() -> writer.create(act(resource, request), object)));
    }

    Answer update(Resource resource, ApiRequest request) {
        ObjectNode object = Bodies.forResource(resource, request);
        String name = Json.text(object, "metadata", "name");
        if (!name.equals(request.target().name())) {
            throw StatusException.badRequest(
                    "the name of the object (" + name + ") does not match the name on the URL ("
                            + request.target().name() + ")");
        }
        return answer(resource, change(resource, request, live -> object));
    }

    Answer patch(Resource resource, ApiRequest request, Runnable mayCreate) {
        if (request.isApply()) {
            return answer(resource, applies.apply(resource, request, mayCreate));
        }
        JsonNode patch = Bodies.any(request);
        String form = request.contentType().split(";")[0].trim();
        return answer(resource, change(resource, request, live -> switch (form) {
            case "application/merge-patch+json" -> object(Patches.merge(live, patch));
            case "application/json-patch+json" -> object(Patches.json(live, patch));
            case "application/strategic-merge-patch+json" -> strategic(resource, live, patch);
            default -> throw unsupported();
        }));
    }

    private static ObjectNode strategic(Resource resource, ObjectNode live, JsonNode patch) {
        if (resource.custom()) {
            throw unsupported();
        }
        return object(Patches.strategic(live, patch, resource.schema()));
    }

    private static StatusException unsupported() {
        return new StatusException(
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: "
                        + "application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml");
    }

    private static ObjectNode object(JsonNode patched) {
        if (patched instanceof ObjectNode object) {
            return object;
        }
        throw StatusException.badRequest("the patched object is no object");
    }

    private Written change(Resource resource, ApiRequest request, Function<ObjectNode, ObjectNode> change) {
        return store.transact(() -> {
            String name = request.target().name();
            ObjectNode live =
                    store.get(resource.storage(), new Key(request.target().namespace(), name));
            if (live == null) {
                throw StatusException.notFound(resource, name);
            }
            ObjectNode shown = Versions.show(live, resource);
            ObjectNode next = change.apply(shown.deepCopy());
            checkPreconditions(resource, shown, next);
            return writer.update(act(resource, request), shown, only(request, shown, next), false);
        });
    }

    static void checkPreconditions(Resource resource, ObjectNode live, ObjectNode next) {
        String version = Json.text(next, "metadata", "resourceVersion");
        String name = Json.text(live, "metadata", "name");
        if (!version.isEmpty()
                && !version.equals("0")
                && !version.equals(Json.text(live, "metadata", "resourceVersion"))) {
            throw StatusException.modified(resource, name);
        }
        String uid = Json.text(next, "metadata", "uid");
        String liveUid = Json.text(live, "metadata", "uid");
        if (!uid.isEmpty() && !uid.equals(liveUid)) {
            throw StatusException.conflict(
                    resource,
                    name,
                    "Precondition failed: UID in precondition: " + uid + ", UID in object meta: " + liveUid);
        }
    }

    /** A write to the status subresource changes nothing but the status. */
    static ObjectNode only(ApiRequest request, ObjectNode live, ObjectNode next) {
        if (!request.target().subresource().equals("status")) {
            return next;
        }
        ObjectNode statusOnly = live.deepCopy();
        JsonNode status = next.get("status");
        if (status == null) {
            statusOnly.remove("status");
        } else {
            statusOnly.set("status", status);
        }
        return statusOnly;
    }

    static Act act(Resource resource, ApiRequest request) {
        String manager = request.parameter("fieldManager");
        String agent = request.userAgent().split("/")[0];
        String subresource = request.target().subresource();
        String name = !manager.isEmpty() ? manager : agent.isEmpty() ? "unknown" : agent;
        Owner owner = request.isApply() ? Owner.applying(name, subresource) : Owner.updating(name, subresource);
        return new Act(resource, owner, request.isDryRun());
    }

    private Answer answer(Resource resource, Written written) {
        if (written.kept()) {
            store.countWrite();
        }
        return Answer.json(written.created() ? 201 : 200, Versions.show(written.object(), resource));
    }
}
