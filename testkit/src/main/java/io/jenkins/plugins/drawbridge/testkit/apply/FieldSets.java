package io.jenkins.plugins.drawbridge.testkit.apply;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** The fields an applied configuration speaks of. */
final class FieldSets {

    private FieldSets() {}

    static FieldSet of(JsonNode configuration, SchemaType type) {
        FieldSet set = new FieldSet();
        collect(set, configuration, type);
        set.member = false;
        return withoutBookkeeping(set);
    }

    static FieldSet withoutBookkeeping(FieldSet set) {
        set.children.remove("f:apiVersion");
        set.children.remove("f:kind");
        for (String field : new String[] {
            "name",
            "namespace",
            "selfLink",
            "uid",
            "clusterName",
            "generation",
            "managedFields",
            "resourceVersion",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds"
        }) {
            set.removeRecursively("f:metadata", PathElement.field(field));
        }
        FieldSet metadata = set.children.get("f:metadata");
        if (metadata != null) {
            metadata.member = false;
        }
        return set;
    }

    private static void collect(FieldSet at, JsonNode value, SchemaType type) {
        if (type.mergesObject(value)) {
            value.properties().forEach(entry -> collectField(at, entry, type));
        } else if (type.mergesList(value)) {
            for (JsonNode item : value) {
                FieldSet child = at.child(PathElement.item(item, type));
                collect(child, item, type.item());
                child.member = true;
            }
        } else {
            at.member = true;
        }
    }

    private static void collectField(FieldSet at, Map.Entry<String, JsonNode> entry, SchemaType type) {
        FieldSet child = at.child(PathElement.field(entry.getKey()));
        JsonNode value = entry.getValue();
        collect(child, value, type.field(entry.getKey()));
        child.member |= value.isNull() || (value.isObject() && value.isEmpty()) || !type.declares(entry.getKey());
    }
}
