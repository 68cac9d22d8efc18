package io.jenkins.plugins.drawbridge.engine.cluster;

import static io.jenkins.plugins.drawbridge.engine.yaml.schema.Key.optional;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlMap;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlNode;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Faults;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Fields;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Key;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Section;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shape;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shapes;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Values that are written inline, {@code {env: NAME}} or {@code {file: path}}, relative to the configuration file. */
final class SourceShapes {

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String WORDS = "a text, {env: NAME} or {file: path}";

    private static final Key<String> ENV = optional(
            "env", "environment variable that holds the value", Shapes.matching("a variable's name", VARIABLE));
    private static final Key<String> FILE = optional("file", "file that holds the value", Shapes.text());

    private final Path folder;
    private final Map<String, String> environment;
    private final Section<SecretSource> reference;

    SourceShapes(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
        this.reference = Section.of("value", this::reference, ENV, FILE).exactlyOne(ENV, FILE);
    }

    private SecretSource reference(Fields fields) {
        return fields.find(ENV)
                .<SecretSource>map(name -> new EnvironmentSecret(name, environment))
                .orElseGet(() -> new FileSecret(folder.resolve(fields.get(FILE))));
    }

    /** A secret, read at the moment of use. */
    Shape<SecretSource> secret() {
        Shape<SecretSource> inline = Shapes.map(Shapes.of(WORDS, SourceShapes::inline), SecretSource::of);
        return new Shape<>() {
            @Override
            public String words() {
                return WORDS;
            }

            @Override
            public Optional<SecretSource> read(YamlNode node, Faults faults) {
                return node instanceof YamlMap ? reference.read(node, faults) : inline.read(node, faults);
            }
        };
    }

    private static Optional<String> inline(YamlNode node) {
        return Shapes.scalarText(node).filter(value -> !value.isBlank());
    }

    /** A text that is no secret and is needed at once, such as a certificate. */
    Shape<String> textNow() {
        return Shapes.map(secret(), source -> {
            try {
                return source.read().reveal();
            } catch (InputException unreadable) { // becomes a fault with line and column
                throw new IllegalArgumentException(unreadable.getMessage(), unreadable);
            }
        });
    }

    /** Like {@link #secret}, and what is written inline must pass the check at once. */
    Shape<SecretSource> secretChecked(Consumer<Secret> check) {
        Shape<SecretSource> checked = Shapes.map(secret(), source -> {
            if (!(source instanceof EnvironmentSecret) && !(source instanceof FileSecret)) {
                check.accept(source.read());
            }
            return source;
        });
        return checked;
    }
}
