package io.jenkins.plugins.drawbridge.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.api.Writer.Act;
import io.jenkins.plugins.drawbridge.testkit.apply.Owner;

/** Deletes, with preconditions, finalizers and the three ways of treating dependents. Thread-safe. */
final class Deletions {

    private static final String FOREGROUND = "foregroundDeletion";
    private static final String ORPHAN = "orphan";

    private final Store store;
    private final Writer writer;
    private final Collector collector;

    Deletions(Store store, Writer writer, Collector collector) {
        this.store = store;
        this.writer = writer;
        this.collector = collector;
    }

    Answer delete(Resource resource, ApiRequest request) {
        ObjectNode options = request.body().isBlank() ? Json.object() : Bodies.object(request);
        return store.transact(() -> {
            Key key = new Key(request.target().namespace(), request.target().name());
            ObjectNode live = store.get(resource.storage(), key);
            if (live == null) {
                throw StatusException.notFound(resource, key.name());
            }
            checkPreconditions(resource, live, options.path("preconditions"));
            return delete(resource, request, live, options);
        });
    }

    private static void checkPreconditions(Resource resource, ObjectNode live, JsonNode preconditions) {
        check(resource, live, new Expected("UID", Json.text(preconditions, "uid"), "uid"));
        check(
                resource,
                live,
                new Expected("ResourceVersion", Json.text(preconditions, "resourceVersion"), "resourceVersion"));
    }

    /** What a delete expects the object to be. */
    private record Expected(String what, String value, String field) {}

    private static void check(Resource resource, ObjectNode live, Expected expected) {
        String found = Json.text(live, "metadata", expected.field());
        if (!expected.value().isEmpty() && !expected.value().equals(found)) {
            String fate = expected.what().equals("UID") ? "deleted and then recreated" : "modified";
            throw StatusException.preconditionFailed(
                    resource,
                    Json.text(live, "metadata", "name"),
                    "the " + expected.what() + " in the precondition (" + expected.value() + ") does not match the "
                            + expected.what() + " in record (" + found + "). The object might have been " + fate);
        }
    }

    private Answer delete(Resource resource, ApiRequest request, ObjectNode live, ObjectNode options) {
        boolean dryRun = request.isDryRun() || options.path("dryRun").toString().contains("All");
        String policy = Json.text(options, "propagationPolicy").isEmpty()
                ? request.parameter("propagationPolicy")
                : Json.text(options, "propagationPolicy");
        ObjectNode marked = marked(resource, live, policy, grace(resource, request, live, options));
        boolean stays = stays(resource, marked);
        if (dryRun) {
            return stays ? Answer.json(200, Versions.show(marked, resource)) : gone(resource, live);
        }
        store.countWrite();
        if (!stays) {
            store.remove(resource.storage(), Versions.keyOf(live));
            collector.look();
            return gone(resource, live);
        }
        Act act = new Act(resource, Owner.updating("apiserver", ""), false);
        writer.markDeleted(act, live, ignored -> marked);
        collector.look();
        ObjectNode now = store.get(resource.storage(), Versions.keyOf(live));
        return Answer.json(200, Versions.show(now == null ? marked : now, resource));
    }

    private static long grace(Resource resource, ApiRequest request, ObjectNode live, ObjectNode options) {
        if (!resource.kind().equals("Pod")
                || Json.text(live, "spec", "nodeName").isEmpty()) {
            return 0;
        }
        String wanted = options.has("gracePeriodSeconds")
                ? Json.text(options, "gracePeriodSeconds")
                : request.parameter("gracePeriodSeconds");
        return wanted.isEmpty()
                ? live.path("spec").path("terminationGracePeriodSeconds").asLong(30)
                : Long.parseLong(wanted);
    }

    private static boolean stays(Resource resource, ObjectNode marked) {
        boolean namespace = resource.storage().equals("/namespaces");
        return namespace
                || !marked.path("metadata").path("finalizers").isEmpty()
                || marked.path("metadata").path("deletionGracePeriodSeconds").asLong() > 0;
    }

    private ObjectNode marked(Resource resource, ObjectNode live, String policy, long grace) {
        ObjectNode marked = live.deepCopy();
        ObjectNode metadata = Json.in(marked, "metadata");
        if (!metadata.has("deletionTimestamp")) {
            metadata.put("deletionTimestamp", writer.now());
            if (metadata.has("generation")) {
                metadata.put("generation", metadata.path("generation").asLong() + 1);
            }
        }
        metadata.put("deletionGracePeriodSeconds", grace);
        String finalizer = policy.equals("Foreground") ? FOREGROUND : policy.equals("Orphan") ? ORPHAN : "";
        if (!finalizer.isEmpty()) {
            ArrayNode finalizers = Json.listIn(metadata, "finalizers");
            if (!finalizers.toString().contains("\"" + finalizer + "\"")) {
                finalizers.add(finalizer);
            }
        }
        if (resource.storage().equals("/namespaces")) {
            metadata.remove("deletionGracePeriodSeconds");
            Json.in(marked, "status").put("phase", "Terminating");
        }
        return marked;
    }

    private static Answer gone(Resource resource, ObjectNode live) {
        if (resource.kind().equals("Pod")) {
            return Answer.json(200, Versions.show(live, resource));
        }
        ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Success");
        ObjectNode details = status.putObject("details").put("name", Json.text(live, "metadata", "name"));
        if (!resource.group().isEmpty()) {
            details.put("group", resource.group());
        }
        details.put("kind", resource.plural()).put("uid", Json.text(live, "metadata", "uid"));
        return Answer.json(200, status);
    }
}
