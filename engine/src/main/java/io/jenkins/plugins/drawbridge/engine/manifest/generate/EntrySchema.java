package io.jenkins.plugins.drawbridge.engine.manifest.generate;

import static io.jenkins.plugins.drawbridge.engine.yaml.schema.Key.optional;
import static io.jenkins.plugins.drawbridge.engine.yaml.schema.Key.required;

import io.jenkins.plugins.drawbridge.engine.yaml.YamlScalar;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Fields;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Key;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Section;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shape;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shapes;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** An item of {@code data}, and the {@code cert} and {@code key} of {@code tls}. Reads the files that are named. */
final class EntrySchema {

    private static final String LITERAL = "literal";
    private static final String FILE = "file";
    private static final Pattern NAME = Pattern.compile("[-._a-zA-Z0-9]{1,253}");
    private static final String NAME_WORDS = "letters, digits, '-', '_' and '.'";

    private static final Key<String> FROM = required(
            "from", "where the value comes from", Shapes.matching("literal or file", Set.of(LITERAL, FILE)::contains));
    private static final Key<String> KEY =
            optional("key", "the key in the object", Shapes.matching("at most 253 " + NAME_WORDS, NAME));
    private static final Key<String> VALUE = optional("value", "the value of a literal", value());
    private static final Key<String> PATH =
            optional("file", "the file that holds the value, below the working folder", Shapes.text());

    private final Path folder;

    /** @param folder where the names of files start */
    EntrySchema(Path folder) {
        this.folder = folder;
    }

    /** A key without a value is an empty text, as mlp has it. */
    static Shape<String> value() {
        return Shapes.of(
                "a text",
                node -> node instanceof YamlScalar scalar
                        ? Optional.of(scalar.value().isNull() ? "" : scalar.text())
                        : Optional.empty());
    }

    Shape<List<Entry>> entries() {
        Section<Entry> entry = Section.of("data item", this::entry, FROM, KEY, VALUE, PATH);
        return Shapes.map(Shapes.list("data items", entry), EntrySchema::distinct);
    }

    Section<Content> content(String title) {
        return Section.of(title, this::content, FROM, VALUE, PATH);
    }

    private Entry entry(Fields fields) {
        Content content = content(fields);
        return new Entry(fields.find(KEY).orElseGet(() -> nameOf(fields)), content);
    }

    private static String nameOf(Fields fields) {
        if (fields.get(FROM).equals(LITERAL)) {
            throw new IllegalArgumentException("a literal needs a 'key'");
        }
        Path name = Path.of(fields.get(PATH)).getFileName();
        if (name == null || !NAME.matcher(name.toString()).matches()) {
            throw new IllegalArgumentException(
                    "the name of the file is no key; give a 'key' of " + NAME_WORDS + " as well");
        }
        return name.toString();
    }

    private Content content(Fields fields) {
        boolean literal = fields.get(FROM).equals(LITERAL);
        Key<String> needed = literal ? VALUE : PATH;
        Key<String> foreign = literal ? PATH : VALUE;
        if (fields.find(needed).isEmpty() || fields.find(foreign).isPresent()) {
            throw new IllegalArgumentException("'from: " + fields.get(FROM) + "' needs '" + needed.name()
                    + "' and has no '" + foreign.name() + "'");
        }
        return literal ? Content.of(fields.get(VALUE)) : Content.ofFile(folder, fields.get(PATH));
    }

    private static List<Entry> distinct(List<Entry> entries) {
        Set<String> keys = new HashSet<>();
        for (Entry entry : entries) {
            if (!keys.add(entry.key())) {
                throw new IllegalArgumentException(
                        "the key '" + entry.key() + "' is there twice; remove one of the two");
            }
        }
        return entries;
    }
}
