package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.ImageRule;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.LabelRule;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Order;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.ReplicaRule;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Fields;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Key;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Section;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the entries of {@code labels}, {@code images} and {@code replicas} may hold, and {@code sortOptions}. */
final class MarkSchema {

    private static final Key<String> PATH = Words.text("path", "names of fields between slashes");
    private static final Key<Boolean> CREATE = Words.flag("create", "whether a missing field is made");
    private static final Key<String> GROUP = Words.text("group", "the group of the objects");
    private static final Key<String> VERSION = Words.text("version", "their version");
    private static final Key<String> KIND = Words.text("kind", "their kind");

    private static final Section<FieldSpec> FIELD = Section.of(
            "field",
            fields -> FieldSpec.of(
                    new Gvk(fields.get(GROUP, ""), fields.get(VERSION, ""), fields.get(KIND, "")),
                    fields.get(PATH, ""),
                    fields.get(CREATE, false)),
            PATH,
            CREATE,
            GROUP,
            VERSION,
            KIND);

    private static final Key<Map<String, String>> PAIRS = Words.texts("pairs", "the labels");
    private static final Key<Boolean> SELECTORS = Words.flag("includeSelectors", "whether selectors get them too");
    private static final Key<Boolean> TEMPLATES = Words.flag("includeTemplates", "whether pod templates get them too");
    private static final Key<List<FieldSpec>> FIELDS = Words.list("fields", "further fields that get them", FIELD);

    static final Section<LabelRule> LABEL_RULE = Section.of(
            "entry of labels",
            fields -> new LabelRule(
                    fields.get(PAIRS, Map.of()),
                    fields.get(SELECTORS, false),
                    fields.get(TEMPLATES, false),
                    fields.get(FIELDS, List.of())),
            PAIRS,
            SELECTORS,
            TEMPLATES,
            FIELDS);

    private static final Key<String> NAME = Words.text("name", "the image as it is written");
    private static final Key<String> NEW_NAME = Words.text("newName", "its new name");
    private static final Key<String> NEW_TAG = Words.text("newTag", "its new tag");
    private static final Key<String> TAG_SUFFIX = Words.text("tagSuffix", "what goes behind its tag");
    private static final Key<String> DIGEST = Words.text("digest", "its digest");

    static final Section<ImageRule> IMAGE = Section.of(
            "entry of images",
            fields -> new ImageRule(
                    fields.get(NAME, ""),
                    fields.get(NEW_NAME, ""),
                    fields.get(NEW_TAG, ""),
                    fields.get(TAG_SUFFIX, ""),
                    fields.get(DIGEST, "")),
            NAME,
            NEW_NAME,
            NEW_TAG,
            TAG_SUFFIX,
            DIGEST);

    private static final Key<Entry> OF = Key.required("name", "the name of the object", Entry.shape("a name"));
    private static final Key<Integer> COUNT = Key.required("count", "how many", Words.number());

    static final Section<ReplicaRule> REPLICA =
            Section.of("entry of replicas", fields -> new ReplicaRule(fields.get(OF), fields.get(COUNT)), OF, COUNT);

    private static final Key<List<Entry>> FIRST = Words.entries("orderFirst", "kinds that come first");
    private static final Key<List<Entry>> LAST = Words.entries("orderLast", "kinds that come last");
    private static final Key<List<List<String>>> KINDS = Key.optional(
            "legacySortOptions",
            "kinds that come first and last",
            Section.of(
                    "legacySortOptions",
                    fields -> List.of(texts(fields.get(FIRST, List.of())), texts(fields.get(LAST, List.of()))),
                    FIRST,
                    LAST));
    private static final Key<String> BY = Words.text("order", "legacy or fifo");

    static final Section<Order> ORDER = Section.of("sortOptions", MarkSchema::order, BY, KINDS);

    private MarkSchema() {}

    private static List<String> texts(List<Entry> entries) {
        return entries.stream().map(Entry::text).toList();
    }

    private static Order order(Fields fields) {
        String by = fields.get(BY, "");
        @Nullable List<List<String>> kinds = fields.orNull(KINDS);
        if (!by.equals("legacy") && !by.equals("fifo")) {
            throw new IllegalArgumentException("order must be legacy or fifo");
        }
        if (by.equals("fifo") && kinds != null) {
            throw new IllegalArgumentException("legacySortOptions make sense with the order legacy only");
        }
        return kinds == null
                ? new Order(by.equals("legacy"), null, List.of())
                : new Order(true, kinds.get(0), kinds.get(1));
    }
}
