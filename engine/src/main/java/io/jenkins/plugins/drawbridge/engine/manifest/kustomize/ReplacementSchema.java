package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Replacement;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Replacement.Split;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Selector;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Fields;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Key;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an entry of {@code replacements}, or a file of them, may hold. */
final class ReplacementSchema {

    private static final Entry DEFAULT_FIELD = new Entry("metadata.name", 1, 1);

    private static final Key<String> DELIMITER = Words.text("delimiter", "what the value is split at");
    private static final Key<Integer> INDEX = Key.optional("index", "which part is meant, from 0", Words.number());
    private static final Key<Boolean> CREATE = Words.flag("create", "whether a missing field is made");
    private static final Key<String> ENCODING = Words.text("encoding", "not used by kustomize");

    /** @param create whether a missing field is made */
    private record Options(@Nullable Split split, boolean create) {}

    private static final Key<Options> OPTIONS = Key.optional(
            "options",
            "which part of the value is meant",
            Section.of("options", ReplacementSchema::options, DELIMITER, INDEX, CREATE, ENCODING));

    private static final Key<String> GROUP = Words.text("group", "the group of the object");
    private static final Key<String> VERSION = Words.text("version", "its version");
    private static final Key<String> KIND = Words.text("kind", "its kind");
    private static final Key<String> NAME = Words.text("name", "its name");
    private static final Key<String> NAMESPACE = Words.text("namespace", "its namespace");
    private static final Key<Entry> FIELD = Key.optional("fieldPath", "its field", Entry.shape("a path of fields"));

    private static final Section<Replacement.Source> SOURCE =
            Section.of("source", ReplacementSchema::source, GROUP, VERSION, KIND, NAME, NAMESPACE, FIELD, OPTIONS);

    private static final Key<Selector> SELECT =
            Key.required("select", "which objects are changed", PatchSchema.SELECTOR);
    private static final Key<List<Selector>> REJECT =
            Words.list("reject", "which objects are not changed", PatchSchema.SELECTOR);
    private static final Key<List<Entry>> FIELDS = Words.entries("fieldPaths", "which fields are changed");

    private static final Section<Replacement.Target> TARGET =
            Section.of("target", ReplacementSchema::target, SELECT, REJECT, FIELDS, OPTIONS);

    private static final Key<Entry> PATH = Key.optional("path", "a file with replacements", Entry.shape("a path"));
    private static final Key<Replacement.Source> FROM = Key.optional("source", "where the value stands", SOURCE);
    private static final Key<List<Replacement.Target>> TARGETS =
            Words.list("targets", "what takes the value over", TARGET);

    static final Section<Replacement> REPLACEMENT = Section.of(
                    "replacement",
                    fields -> new Replacement(fields.orNull(PATH), fields.orNull(FROM), fields.get(TARGETS, List.of())),
                    PATH,
                    FROM,
                    TARGETS)
            .exactlyOne(PATH, FROM)
            .needs(FROM, TARGETS)
            .needs(TARGETS, FROM);

    private ReplacementSchema() {}

    private static Options options(Fields fields) {
        String delimiter = fields.get(DELIMITER, "");
        Split split = delimiter.isEmpty() ? null : new Split(delimiter, fields.get(INDEX, 0));
        return new Options(split, fields.get(CREATE, false));
    }

    private static Replacement.Source source(Fields fields) {
        Gvk type = new Gvk(fields.get(GROUP, ""), fields.get(VERSION, ""), fields.get(KIND, ""));
        Selector select = new Selector(type, fields.get(NAME, ""), fields.get(NAMESPACE, ""), "", "");
        Options options = fields.get(OPTIONS, new Options(null, false));
        return new Replacement.Source(select, fields.get(FIELD, DEFAULT_FIELD), options.split());
    }

    private static Replacement.Target target(Fields fields) {
        List<Entry> paths = fields.get(FIELDS, List.of());
        Options options = fields.get(OPTIONS, new Options(null, false));
        return new Replacement.Target(
                fields.get(SELECT),
                fields.get(REJECT, List.of()),
                paths.isEmpty() ? List.of(DEFAULT_FIELD) : paths,
                options.split(),
                options.create());
    }
}
