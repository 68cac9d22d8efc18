package io.jenkins.plugins.drawbridge.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.api.Resource.Trait;
import io.jenkins.plugins.drawbridge.testkit.apply.Owner;
import io.jenkins.plugins.drawbridge.testkit.apply.Schema;
import io.jenkins.plugins.drawbridge.testkit.apply.SchemaType;
import io.jenkins.plugins.drawbridge.testkit.apply.SchemaType.Merge;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Serves the kinds that custom resource definitions define. Thread-safe. */
final class CustomResources {

    private final ResourceTable table;
    private final Writer writer;

    CustomResources(ResourceTable table, Writer writer) {
        this.table = table;
        this.writer = writer;
    }

    /** A definition was created or changed. */
    void serve(ObjectNode definition) {
        JsonNode spec = definition.path("spec");
        List<Resource> versions = new ArrayList<>();
        for (JsonNode version : spec.path("versions")) {
            if (version.path("served").asBoolean()) {
                versions.add(resource(spec, version));
            }
        }
        table.replaceCustom(Json.text(spec, "group"), Json.text(spec, "names", "plural"), versions);
        if (definition.path("status").path("conditions").isMissingNode()) {
            accept(definition);
        }
    }

    /** A definition is gone. */
    void withdraw(JsonNode definition) {
        JsonNode spec = definition.path("spec");
        table.replaceCustom(Json.text(spec, "group"), Json.text(spec, "names", "plural"), List.of());
    }

    private void accept(ObjectNode definition) {
        Resource definitions = table.get("apiextensions.k8s.io", "customresourcedefinitions");
        Owner server = Owner.updating("kube-apiserver", "status");
        writer.control(definitions, Versions.keyOf(definition), server, next -> {
            ObjectNode status = Json.in(next, "status");
            status.set("acceptedNames", next.path("spec").path("names"));
            ArrayNode conditions = status.putArray("conditions");
            condition(conditions, "NamesAccepted", "NoConflicts", "no conflicts found");
            condition(conditions, "Established", "InitialNamesAccepted", "the initial names have been accepted");
            return next;
        });
    }

    private void condition(ArrayNode conditions, String type, String reason, String message) {
        conditions
                .addObject()
                .put("lastTransitionTime", writer.now())
                .put("message", message)
                .put("reason", reason)
                .put("status", "True")
                .put("type", type);
    }

    private static Resource resource(JsonNode spec, JsonNode version) {
        JsonNode names = spec.path("names");
        Set<Trait> traits = EnumSet.of(Trait.GENERATION);
        if (Json.text(spec, "scope").equals("Namespaced")) {
            traits.add(Trait.NAMESPACED);
        }
        if (version.path("subresources").has("status")) {
            traits.add(Trait.STATUS);
        }
        if (version.path("subresources").has("scale")) {
            traits.add(Trait.SCALE);
        }
        List<String> shortNames = new ArrayList<>();
        names.path("shortNames").forEach(name -> shortNames.add(name.asText()));
        return new Resource(
                Json.text(spec, "group"),
                Json.text(version, "name"),
                Json.text(names, "kind"),
                Json.text(names, "plural"),
                Json.text(names, "singular"),
                shortNames,
                traits,
                root(version.path("schema").path("openAPIV3Schema")),
                true);
    }

    private static SchemaType root(JsonNode schema) {
        Map<String, SchemaType> fields = new LinkedHashMap<>();
        schema.path("properties").properties().forEach(field -> fields.put(field.getKey(), type(field.getValue())));
        fields.put("metadata", Schema.builtIn().struct("ObjectMeta"));
        fields.put("apiVersion", SchemaType.scalar("string"));
        fields.put("kind", SchemaType.scalar("string"));
        boolean open = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        return open ? SchemaType.openStruct("custom", fields) : SchemaType.struct("custom", fields, false);
    }

    private static SchemaType type(JsonNode schema) {
        if (schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            return SchemaType.ANY;
        }
        boolean atomic = Json.text(schema, "x-kubernetes-map-type").equals("atomic");
        return switch (Json.text(schema, "type")) {
            case "object" ->
                schema.has("additionalProperties")
                        ? SchemaType.map(type(schema.path("additionalProperties")), atomic)
                        : object(schema, atomic);
            case "array" -> list(schema);
            case "integer" -> SchemaType.scalar("int");
            case "boolean" -> SchemaType.scalar("bool");
            case "string" -> SchemaType.scalar("string");
            default -> SchemaType.ANY;
        };
    }

    private static SchemaType object(JsonNode schema, boolean atomic) {
        Map<String, SchemaType> fields = new LinkedHashMap<>();
        schema.path("properties").properties().forEach(field -> fields.put(field.getKey(), type(field.getValue())));
        return SchemaType.struct("object", fields, atomic);
    }

    private static SchemaType list(JsonNode schema) {
        SchemaType element = type(schema.path("items"));
        List<String> keys = new ArrayList<>();
        schema.path("x-kubernetes-list-map-keys").forEach(key -> keys.add(key.asText()));
        return switch (Json.text(schema, "x-kubernetes-list-type")) {
            case "map" -> SchemaType.list(element, Merge.BY_KEYS, keys);
            case "set" -> SchemaType.list(element, Merge.SET, List.of());
            default -> SchemaType.list(element, Merge.ATOMIC, List.of());
        };
    }
}
