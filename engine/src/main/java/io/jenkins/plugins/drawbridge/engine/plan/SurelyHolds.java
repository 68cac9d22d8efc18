package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server-side apply would surely do nothing: the live object holds every desired field, and what our last
 * apply owns is exactly what is desired. Knows no schema, so it answers false whenever it is in doubt; a dry run decides
 * then. Both objects must carry {@code apiVersion} and {@code kind}, and the live one its managed fields. Stateless.
 */
public final class SurelyHolds {

    private SurelyHolds() {}

    public static boolean test(ObjectNode desired, ObjectNode live, String manager) {
        if (!sameObject(desired, live)) {
            return false;
        }
        JsonNode owned =
                OwnedFields.appliedBy(manager, desired.path("apiVersion").asText(), live);
        return owned != null && holds(desired, live, owned);
    }

    private static boolean sameObject(ObjectNode desired, ObjectNode live) {
        return ObjectRef.of(desired).equals(ObjectRef.of(live))
                && !live.path("metadata").has("deletionTimestamp");
    }

    private static boolean holds(ObjectNode desired, ObjectNode live, JsonNode owned) {
        boolean builtIn = BuiltIn.is(desired);
        FieldWalk walk = new FieldWalk(builtIn);
        int ownedFields = owned.size() - (owned.has(".") ? 1 : 0);
        for (Map.Entry<String, JsonNode> field : desired.properties()) {
            String name = field.getKey();
            boolean ignored = name.equals("apiVersion") || name.equals("kind") || (builtIn && name.equals("status"));
            JsonNode ownedField = owned.get("f:" + name);
            ownedFields -= ownedField == null ? 0 : 1;
            if (!ignored && !fieldHolds(walk, field, live.get(name), ownedField)) {
                return false;
            }
        }
        return ownedFields == 0;
    }

    private static boolean fieldHolds(
            FieldWalk walk, Map.Entry<String, JsonNode> field, @Nullable JsonNode live, @Nullable JsonNode owned) {
        if (!field.getKey().equals("metadata")) {
            return walk.field(field, live, owned);
        }
        JsonNode metadata = withoutIdentity(field.getValue());
        return metadata.isEmpty()
                ? owned == null || owned.isEmpty()
                : walk.field(Map.entry("metadata", metadata), live, owned);
    }

    /** The server owns these: no manager does, and no apply changes them. */
    private static JsonNode withoutIdentity(JsonNode metadata) {
        if (!(metadata instanceof ObjectNode fields)) {
            return JsonNodeFactory.instance.missingNode();
        }
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            boolean identity = field.getKey().equals("name") || field.getKey().equals("namespace");
            boolean unset = field.getKey().equals("creationTimestamp")
                    && field.getValue().isNull();
            if (!identity && !unset) {
                rest.set(field.getKey(), field.getValue());
            }
        }
        return rest;
    }
}
