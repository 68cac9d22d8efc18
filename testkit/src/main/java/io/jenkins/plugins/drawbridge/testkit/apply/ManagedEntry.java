package io.jenkins.plugins.drawbridge.testkit.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One entry of {@code metadata.managedFields}. */
record ManagedEntry(Owner owner, String apiVersion, String time, FieldSet fields) {

    static final String APPLY = "Apply";
    static final String UPDATE = "Update";

    boolean isApply() {
        return owner.operation().equals(APPLY);
    }

    boolean belongsTo(Owner other, String version) {
        return owner.equals(other) && (isApply() || apiVersion.equals(version));
    }

    ManagedEntry with(FieldSet newFields) {
        return new ManagedEntry(owner, apiVersion, time, newFields);
    }

    /** As conflicts name it. */
    String printed() {
        String name = JsonNodeFactory.instance.textNode(owner.manager()).toString();
        String withSubresource = owner.subresource().isEmpty()
                ? name
                : name + " with subresource " + JsonNodeFactory.instance.textNode(owner.subresource());
        return isApply() ? withSubresource : withSubresource + " using " + apiVersion;
    }

    static List<ManagedEntry> of(JsonNode object) {
        List<ManagedEntry> entries = new ArrayList<>();
        for (JsonNode entry : object.path("metadata").path("managedFields")) {
            Owner owner = new Owner(
                    entry.path("manager").asText(),
                    entry.path("operation").asText(),
                    entry.path("subresource").asText(""));
            entries.add(new ManagedEntry(
                    owner,
                    entry.path("apiVersion").asText(),
                    entry.path("time").asText(),
                    FieldSet.fromJson(entry.path("fieldsV1"))));
        }
        return entries;
    }

    static void write(List<ManagedEntry> entries, ObjectNode object) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        entries.stream()
                .filter(entry -> !entry.fields().isEmpty())
                .sorted(Comparator.comparing(
                                (ManagedEntry entry) -> entry.owner().operation())
                        .thenComparing(ManagedEntry::time)
                        .thenComparing(entry -> entry.owner().manager()))
                .forEach(entry -> list.add(entry.toJson()));
        ObjectNode metadata = (ObjectNode) object.path("metadata");
        metadata.remove("managedFields");
        if (!list.isEmpty()) {
            metadata.set("managedFields", list);
        }
    }

    private ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("manager", owner.manager());
        json.put("operation", owner.operation());
        json.put("apiVersion", apiVersion);
        json.put("time", time);
        json.put("fieldsType", "FieldsV1");
        json.set("fieldsV1", fields.toJson());
        if (!owner.subresource().isEmpty()) {
            json.put("subresource", owner.subresource());
        }
        return json;
    }
}
