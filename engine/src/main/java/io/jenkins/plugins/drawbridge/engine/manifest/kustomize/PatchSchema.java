package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Patch;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Selector;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Fields;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Key;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Section;
import java.util.HashMap;
import java.util.Map;

/** What an entry of {@code patches} may hold, and a selector of objects. */
final class PatchSchema {

    private static final Key<String> GROUP = Words.text("group", "a pattern for the group");
    private static final Key<String> VERSION = Words.text("version", "a pattern for the version");
    private static final Key<String> KIND = Words.text("kind", "a pattern for the kind");
    private static final Key<String> NAME = Words.text("name", "a pattern for the name");
    private static final Key<String> NAMESPACE = Words.text("namespace", "a pattern for the namespace");
    private static final Key<String> LABELS = Words.text("labelSelector", "labels, as kubectl's -l has them");
    private static final Key<String> ANNOTATIONS = Words.text("annotationSelector", "annotations, in the same form");

    static final Section<Selector> SELECTOR =
            Section.of("selector", PatchSchema::selector, GROUP, VERSION, KIND, NAME, NAMESPACE, LABELS, ANNOTATIONS);

    private static final Key<Entry> PATH = Key.optional("path", "a file with the patch", Entry.shape("a path"));
    private static final Key<Entry> INLINE = Key.optional("patch", "the patch itself", Entry.shape("a patch"));
    private static final Key<Selector> TARGET = Key.optional("target", "what is patched", SELECTOR);

    private static final Key<Boolean> NAME_CHANGE = Words.flag("allowNameChange", "whether the patch may rename");
    private static final Key<Boolean> KIND_CHANGE = Words.flag("allowKindChange", "whether the patch may change kinds");
    private static final Key<Map<String, Boolean>> OPTIONS = Key.optional(
            "options",
            "what the patch may change",
            Section.of("patch options", PatchSchema::options, NAME_CHANGE, KIND_CHANGE));

    static final Section<Patch> PATCH = Section.of("patch", PatchSchema::patch, PATH, INLINE, TARGET, OPTIONS)
            .exactlyOne(PATH, INLINE);

    private PatchSchema() {}

    private static Selector selector(Fields fields) {
        return new Selector(
                new Gvk(fields.get(GROUP, ""), fields.get(VERSION, ""), fields.get(KIND, "")),
                fields.get(NAME, ""),
                fields.get(NAMESPACE, ""),
                fields.get(LABELS, ""),
                fields.get(ANNOTATIONS, ""));
    }

    private static Map<String, Boolean> options(Fields fields) {
        Map<String, Boolean> options = new HashMap<>();
        fields.find(NAME_CHANGE).ifPresent(value -> options.put(NAME_CHANGE.name(), value));
        fields.find(KIND_CHANGE).ifPresent(value -> options.put(KIND_CHANGE.name(), value));
        return options;
    }

    private static Patch patch(Fields fields) {
        boolean isPath = fields.find(PATH).isPresent();
        return new Patch(
                fields.get(isPath ? PATH : INLINE), isPath, fields.orNull(TARGET), fields.get(OPTIONS, Map.of()));
    }
}
