package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlMap;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlNode;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlScalar;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Labels and annotations as they are written: kustomize takes {@code port: 8080} for a text in some places, and leaves
 * the number to the API server, which refuses it, in others.
 */
final class WrittenMarks {

    private static final String ANNOTATIONS = "annotations";
    private static final List<String> BOTH = List.of("labels", ANNOTATIONS);

    private WrittenMarks() {}

    static void ofObject(YamlMap object, ObjectNode body) {
        asTexts(object, body, ANNOTATIONS, scalar -> true);
    }

    /** Null still takes an annotation away. */
    static void ofPatch(YamlMap patch, ObjectNode body) {
        asTexts(patch, body, ANNOTATIONS, scalar -> !scalar.value().isNull());
    }

    /** Where a patch has a target, null is a text as well, and what holds nothing says nothing. */
    static void ofPatchWithTarget(YamlMap patch, ObjectNode body) {
        for (String field : BOTH) {
            asTexts(patch, body, field, scalar -> true);
            if (body.path("metadata") instanceof ObjectNode metadata
                    && metadata.path(field).isEmpty()) {
                metadata.remove(field);
            }
        }
    }

    private static void asTexts(YamlMap object, ObjectNode body, String field, Predicate<YamlScalar> meant) {
        if (object.entries().get("metadata") instanceof YamlMap metadata
                && metadata.entries().get(field) instanceof YamlMap marks) {
            for (Map.Entry<String, YamlNode> mark : marks.entries().entrySet()) {
                if (mark.getValue() instanceof YamlScalar scalar && meant.test(scalar)) {
                    body.withObject("/metadata/" + field).put(mark.getKey(), scalar.text());
                }
            }
        }
    }
}
