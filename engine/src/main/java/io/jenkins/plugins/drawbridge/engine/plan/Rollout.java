package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Our checksum annotations never show, but when one of them changes in a pod template the pods restart, and that must
 * never be hidden: it shows as one field {@value #PATH} that says why.
 */
final class Rollout {

    static final String PATH = "rollout";

    private static final Set<String> RESTARTED = Set.of("Deployment", "StatefulSet", "DaemonSet");

    /** Which configuration it is, {@link RestartReasons} adds: the checksum alone does not tell. */
    static final String CONFIGURATION = "configuration changed";

    private Rollout() {}

    /** Empty or one field. */
    static List<FieldChange> between(JsonNode before, JsonNode after) {
        List<String> reasons = new ArrayList<>();
        JsonNode was = annotations(before);
        JsonNode becomes = annotations(after);
        if (differs(was, becomes, Bookkeeping.DEPENDENCIES_CHECKSUM)) {
            reasons.add(CONFIGURATION);
        }
        if (differs(was, becomes, Bookkeeping.DEPLOY_CHECKSUM)) {
            reasons.add("rolled out anew by this deploy");
        }
        String verb = after.path("kind").asText().equals("ExternalSecret") ? "refresh: " : "restart: ";
        return reasons.isEmpty()
                ? List.of()
                : List.of(new FieldChange(PATH, null, TextNode.valueOf(verb + String.join("; ", reasons))));
    }

    private static JsonNode annotations(JsonNode object) {
        ObjectRef ref = ObjectRef.of(object);
        boolean refreshed = ref.is("external-secrets.io", "ExternalSecret");
        boolean restarted = ref.group().equals("apps") && RESTARTED.contains(ref.kind());
        JsonNode holder = refreshed ? object : object.path("spec").path("template");
        return refreshed || restarted
                ? holder.path("metadata").path("annotations")
                : object.path("no annotation of this kind restarts anything");
    }

    private static boolean differs(JsonNode was, JsonNode becomes, String annotation) {
        return !was.path(annotation).asText().equals(becomes.path(annotation).asText());
    }
}
