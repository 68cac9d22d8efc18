package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.LabelRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Adds labels or annotations to all objects. */
record MarkTransformer(Map<String, String> marks, List<FieldSpec> fields, String file, Limits limits)
        implements Transformer {

    static List<FieldSpec> fields(LabelRule rule) {
        List<FieldSpec> fields = new ArrayList<>(rule.fields());
        if (rule.inSelectors()) {
            fields.addAll(MarkFields.LABELS);
        } else if (rule.inTemplates()) {
            fields.addAll(MarkFields.TEMPLATE_LABELS);
        } else {
            fields.add(MarkFields.METADATA_LABELS);
        }
        return fields;
    }

    @Override
    public void transform(Resources resources) {
        if (!marks.isEmpty()) {
            JsonNode empty = JsonNodeFactory.instance.objectNode();
            fields.forEach(field ->
                    resources.all().forEach(resource -> field.change(resource, empty, old -> add(resource, old))));
        }
    }

    private JsonNode add(Resource resource, JsonNode old) {
        if (!(old instanceof ObjectNode map)) {
            throw resource.refuse(resource.id() + ": labels and annotations must be mappings.");
        }
        limits.made(file, marks.size());
        marks.forEach(map::put);
        return map;
    }
}
