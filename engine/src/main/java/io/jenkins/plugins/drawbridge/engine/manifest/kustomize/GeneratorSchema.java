package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Generator;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.GeneratorOptions;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Pairs;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Fields;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Key;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code configMapGenerator}, {@code secretGenerator} and {@code generatorOptions} may hold. */
final class GeneratorSchema {

    private static final Key<Map<String, String>> LABELS = Words.texts("labels", "labels of what is generated");
    private static final Key<Map<String, String>> ANNOTATIONS =
            Words.texts("annotations", "annotations of what is generated");
    private static final Key<Boolean> WITHOUT_HASH =
            Words.flag("disableNameSuffixHash", "whether the name stays as it is");
    private static final Key<Boolean> IMMUTABLE = Words.flag("immutable", "whether the content can never change");

    static final Section<GeneratorOptions> OPTIONS = Section.of(
            "generator options",
            fields -> new GeneratorOptions(
                    fields.get(LABELS, Map.of()),
                    fields.get(ANNOTATIONS, Map.of()),
                    fields.get(WITHOUT_HASH, false),
                    fields.get(IMMUTABLE, false)),
            LABELS,
            ANNOTATIONS,
            WITHOUT_HASH,
            IMMUTABLE);

    private static final Key<Entry> NAME = Key.required("name", "the name of what is generated", Entry.shape("a name"));
    private static final Key<String> NAMESPACE = Words.text("namespace", "its namespace");
    private static final Key<String> BEHAVIOR = Words.text("behavior", "create, merge or replace");
    private static final Key<String> TYPE = Words.text("type", "the type of the Secret");
    private static final Key<List<Entry>> LITERALS = Words.entries("literals", "key=value pairs");
    private static final Key<List<Entry>> FILES = Words.entries("files", "files, or key=file");
    private static final Key<List<Entry>> ENVIRONMENTS = Words.entries("envs", "files with a key=value in each line");
    private static final Key<Entry> ENVIRONMENT =
            Key.optional("env", "a file with a key=value in each line", Entry.shape("a path"));
    private static final Key<GeneratorOptions> OWN_OPTIONS = Key.optional("options", "options for this one", OPTIONS);

    static final Section<Generator> CONFIG_MAP = Section.of(
            "ConfigMap generator",
            GeneratorSchema::build,
            NAME,
            NAMESPACE,
            BEHAVIOR,
            LITERALS,
            FILES,
            ENVIRONMENTS,
            ENVIRONMENT,
            OWN_OPTIONS);

    static final Section<Generator> SECRET = Section.of(
            "Secret generator",
            GeneratorSchema::build,
            NAME,
            NAMESPACE,
            BEHAVIOR,
            TYPE,
            LITERALS,
            FILES,
            ENVIRONMENTS,
            ENVIRONMENT,
            OWN_OPTIONS);

    private GeneratorSchema() {}

    private static Generator build(Fields fields) {
        String behavior = fields.get(BEHAVIOR, "");
        if (!List.of("", "unspecified", "create", "merge", "replace").contains(behavior)) {
            throw new IllegalArgumentException("behavior must be create, merge or replace");
        }
        List<Entry> environments = new ArrayList<>(fields.get(ENVIRONMENTS, List.of()));
        fields.find(ENVIRONMENT).ifPresent(environments::add);
        return new Generator(
                fields.get(NAME),
                fields.get(NAMESPACE, ""),
                fields.get(TYPE, ""),
                behavior,
                new Pairs(fields.get(LITERALS, List.of()), fields.get(FILES, List.of()), environments),
                fields.get(OWN_OPTIONS, GeneratorOptions.NONE));
    }
}
