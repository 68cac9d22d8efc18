package io.jenkins.plugins.drawbridge.testkit.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the real server adds to custom resource definitions, and what those say of their objects. Stateless. */
final class CustomDefaults {

    private CustomDefaults() {}

    static void definition(ObjectNode definition, ObjectNode spec) {
        ObjectNode names = Json.in(spec, "names");
        String kind = Json.text(names, "kind");
        Json.orElse(names, "singular", kind.toLowerCase(Locale.ROOT));
        Json.orElse(names, "listKind", kind + "List");
        Json.orElse(spec, "conversion", Map.of("strategy", "None"));
        ObjectNode status = Json.in(definition, "status");
        if (!status.has("storedVersions")) {
            status.set("storedVersions", Json.MAPPER.valueToTree(storedVersions(spec)));
        }
    }

    private static List<String> storedVersions(ObjectNode spec) {
        return Json.objects(spec.path("versions")).stream()
                .filter(version -> version.path("storage").asBoolean())
                .map(version -> Json.text(version, "name"))
                .toList();
    }
}
