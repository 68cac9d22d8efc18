package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** An approval inside a report: {@code {version, salt, desired, live: [{group, kind, namespace, name, digest}]}}. Stateless. */
public final class ApprovalJson {

    private static final Pattern SALT = Pattern.compile("(?:[0-9a-f]{2}){16,64}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Set<String> WORDS = Set.of(Approval.ABSENT, Approval.KEPT);

    /** It was not written down. */
    private static final int FIRST_VERSION = 1;

    private static final int MAX_OBJECTS = 50_000;
    private static final int MAX_NAME = 300;

    private ApprovalJson() {}

    public static ObjectNode write(Approval approval) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", approval.version());
        json.put("salt", approval.salt()).put("desired", approval.desired());
        ArrayNode live = json.putArray("live");
        approval.live().entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
                .forEach(entry -> write(live.addObject(), entry.getKey(), entry.getValue()));
        return json;
    }

    private static void write(ObjectNode object, ObjectRef.Key key, String digest) {
        object.put("group", key.group()).put("kind", key.kind());
        object.put("namespace", key.namespace()).put("name", key.name()).put("digest", digest);
    }

    /** @throws InputException if this is not what {@link #write} wrote */
    public static Approval read(JsonNode json) {
        JsonNode live = json.path("live");
        if (!live.isArray() || live.size() > MAX_OBJECTS) {
            throw broken("approval.live");
        }
        Map<ObjectRef.Key, String> digests = new HashMap<>();
        for (JsonNode object : live) {
            ObjectRef.Key key = new ObjectRef.Key(
                    name(object, "group"), name(object, "kind"), name(object, "namespace"), name(object, "name"));
            String digest = object.path("digest").asText();
            boolean valid = WORDS.contains(digest) || DIGEST.matcher(digest).matches();
            if (!valid || digests.put(key, digest) != null) {
                throw broken("approval.live");
            }
        }
        return new Approval(
                json.path("version").asInt(FIRST_VERSION),
                matching(SALT, json, "salt"),
                matching(DIGEST, json, "desired"),
                digests);
    }

    private static String name(JsonNode object, String field) {
        JsonNode name = object.path(field);
        if (!name.isTextual() || name.textValue().length() > MAX_NAME) {
            throw broken("approval.live");
        }
        return name.textValue();
    }

    private static String matching(Pattern pattern, JsonNode json, String field) {
        String value = json.path(field).asText();
        if (!pattern.matcher(value).matches()) {
            throw broken("approval." + field);
        }
        return value;
    }

    private static InputException broken(String field) {
        return new InputException("The plan file is damaged at " + field + ": make it again with `plan -o json`.");
    }
}
