package io.jenkins.plugins.drawbridge.testkit.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Writes chapters of a pod's life to the API server: the Events, then its status, as a kubelet does. Thread-safe. */
final class PodJournal {

    private final ApiClient api;

    PodJournal(ApiClient api) {
        this.api = api;
    }

    /** Whether it was written; not when the pod is gone or another one has taken its name. */
    boolean write(JsonNode pod, PodStory.Chapter chapter) {
        JsonNode identity = pod.path("metadata");
        String namespace = "/api/v1/namespaces/" + identity.path("namespace").asText();
        try {
            chapter.notes()
                    .forEach(note -> api.send("POST", namespace + "/events", ApiClient.JSON, event(identity, note)));
            return api.send(
                                    "PATCH",
                                    namespace + "/pods/" + identity.path("name").asText() + "/status",
                                    ApiClient.MERGE_PATCH,
                                    patch(identity, chapter))
                            .status()
                    == 200;
        } catch (UncheckedIOException serverGone) {
            return false;
        }
    }

    private static ObjectNode patch(JsonNode identity, PodStory.Chapter chapter) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        // The uid makes the server refuse (409) when the name now belongs to another pod.
        patch.putObject("metadata").set("uid", identity.path("uid"));
        patch.set("status", chapter.status());
        return patch;
    }

    private static ObjectNode event(JsonNode identity, PodStory.Note note) {
        String now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString();
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("apiVersion", "v1").put("kind", "Event");
        event.putObject("metadata").put("generateName", identity.path("name").asText() + ".");
        event.putObject("involvedObject")
                .put("apiVersion", "v1")
                .put("kind", "Pod")
                .put("namespace", identity.path("namespace").asText())
                .put("name", identity.path("name").asText())
                .put("uid", identity.path("uid").asText());
        event.put("type", note.type()).put("reason", note.reason()).put("message", note.message());
        event.putObject("source").put("component", note.component());
        return event.put("firstTimestamp", now).put("lastTimestamp", now).put("count", 1);
    }
}
