package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a field manager applied last, as the API server notes it in {@code metadata.managedFields}: a tree whose keys
 * are {@code f:name} (field), {@code k:{...}} (list element by key), {@code v:...} (element of a set) and {@code .}
 * (the thing itself); an empty object is a leaf. Source: Kubernetes, Server-Side Apply, field management.
 */
final class OwnedFields {

    private OwnedFields() {}

    /** Null unless there is exactly one such entry, written in this API version. */
    static @Nullable JsonNode appliedBy(String manager, String apiVersion, JsonNode live) {
        JsonNode found = null;
        for (JsonNode entry : live.path("metadata").path("managedFields")) {
            if (isApplyOf(manager, entry)) {
                if (found != null || !entry.path("apiVersion").asText().equals(apiVersion)) {
                    return null;
                }
                found = entry.get("fieldsV1");
            }
        }
        return found != null && found.isObject() ? found : null;
    }

    /** Whether the manager's last apply, in whatever version, set this field. */
    static boolean applied(String manager, JsonNode live, String... fields) {
        for (JsonNode entry : live.path("metadata").path("managedFields")) {
            JsonNode at = entry.path("fieldsV1");
            for (String field : fields) {
                at = at.path("f:" + field);
            }
            if (isApplyOf(manager, entry) && !at.isMissingNode()) {
                return true;
            }
        }
        return false;
    }

    static boolean isApplyOf(String manager, JsonNode entry) {
        return entry.path("manager").asText().equals(manager)
                && entry.path("operation").asText().equals("Apply")
                && entry.path("subresource").asText("").isEmpty();
    }
}
