package io.jenkins.plugins.drawbridge.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The log subresource of pods. Thread-safe. */
final class Logs {

    private final Store store;
    private final LogSource source;

    Logs(Store store, LogSource source) {
        this.store = store;
        this.source = source;
    }

    Answer get(Resource resource, ApiRequest request) {
        Key key = new Key(request.target().namespace(), request.target().name());
        ObjectNode pod = store.get(resource.storage(), key);
        if (pod == null) {
            throw StatusException.notFound(resource, key.name());
        }
        String container = container(pod, request.parameter("container"));
        boolean previous = request.parameter("previous").matches("true|1");
        JsonNode state = state(pod, container);
        refuseWhatNeverRan(key.name(), container, state, previous);
        List<String> lines = source.lines(pod, container, previous);
        String tail = request.parameter("tailLines");
        int from = tail.isEmpty() ? 0 : Math.max(0, lines.size() - Integer.parseInt(tail));
        StringBuilder text = new StringBuilder();
        lines.subList(from, lines.size()).forEach(line -> text.append(line).append('\n'));
        return Answer.text(200, text.toString());
    }

    private static void refuseWhatNeverRan(String pod, String container, JsonNode status, boolean previous) {
        JsonNode waiting = status.path("state").path("waiting");
        if (previous && !status.path("lastState").has("terminated")) {
            throw StatusException.badRequest(
                    "previous terminated container \"" + container + "\" in pod \"" + pod + "\" not found");
        }
        if (!previous && waiting.isObject() && !status.path("lastState").has("terminated")) {
            String reason = Json.text(waiting, "reason");
            String why = reason.contains("Image") ? "trying and failing to pull image" : reason;
            throw StatusException.badRequest(
                    "container \"" + container + "\" in pod \"" + pod + "\" is waiting to start: " + why);
        }
    }

    private static JsonNode state(JsonNode pod, String container) {
        for (String list : List.of("containerStatuses", "initContainerStatuses")) {
            for (JsonNode status : pod.path("status").path(list)) {
                if (Json.text(status, "name").equals(container)) {
                    return status;
                }
            }
        }
        return Json.parse("{\"state\":{\"waiting\":{\"reason\":\"ContainerCreating\"}}}");
    }

    private static String container(JsonNode pod, String wanted) {
        String name = Json.text(pod, "metadata", "name");
        List<String> main = names(pod.path("spec").path("containers"));
        List<String> all = new ArrayList<>(main);
        all.addAll(names(pod.path("spec").path("initContainers")));
        if (wanted.isEmpty() && main.size() == 1) {
            return main.get(0);
        }
        if (wanted.isEmpty()) {
            throw StatusException.badRequest("a container name must be specified for pod " + name + ", choose one of: ["
                    + String.join(" ", main) + "]");
        }
        if (!all.contains(wanted)) {
            throw StatusException.badRequest("container " + wanted + " is not valid for pod " + name);
        }
        return wanted;
    }

    private static List<String> names(JsonNode containers) {
        List<String> names = new ArrayList<>();
        containers.forEach(container -> names.add(Json.text(container, "name")));
        return names;
    }
}
