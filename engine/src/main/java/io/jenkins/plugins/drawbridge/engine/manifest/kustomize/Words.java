package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import io.jenkins.plugins.drawbridge.engine.yaml.YamlNode;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlScalar;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Faults;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Key;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shape;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shapes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shapes that the fields of a kustomization share. A field without a value counts as empty. */
final class Words {

    private Words() {}

    static Key<String> text(String name, String meaning) {
        return Key.optional(name, meaning, Shapes.of("a text", Words::textOrNothing));
    }

    static Key<Boolean> flag(String name, String meaning) {
        return Key.optional(name, meaning, Shapes.bool());
    }

    static Key<Map<String, String>> texts(String name, String meaning) {
        Shape<String> any = Shapes.of("a text", Words::textOrNothing);
        return Key.optional(name, meaning, orEmpty(Shapes.mapping("a mapping of texts", any, any), Map.of()));
    }

    static Key<List<Entry>> entries(String name, String meaning) {
        return list(name, meaning, Entry.shape("a text"));
    }

    static <T> Key<List<T>> list(String name, String meaning, Shape<T> item) {
        return Key.optional(name, meaning, orEmpty(Shapes.list("entries", item), List.of()));
    }

    static Shape<Integer> number() {
        return Shapes.integer("a whole number", Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** A field that is understood well enough to refuse it, with the reason and the remedy. */
    static Key<Object> refused(String name, String remedy) {
        Shape<Object> never = new Shape<>() {
            @Override
            public String words() {
                return "left out";
            }

            @Override
            public Optional<Object> read(YamlNode node, Faults faults) {
                if (isEmpty(node)) {
                    return Optional.of(name);
                }
                faults.report(node, "'" + name + "' is not supported: " + remedy);
                return Optional.empty();
            }
        };
        return Key.optional(name, remedy, never);
    }

    static Shape<Object> anything() {
        return Shapes.of("anything", Optional::of);
    }

    private static <T> Shape<T> orEmpty(Shape<T> shape, T empty) {
        return new Shape<>() {
            @Override
            public String words() {
                return shape.words();
            }

            @Override
            public Optional<T> read(YamlNode node, Faults faults) {
                return isNull(node) ? Optional.of(empty) : shape.read(node, faults);
            }
        };
    }

    private static Optional<String> textOrNothing(YamlNode node) {
        return isNull(node) ? Optional.of("") : Shapes.scalarText(node);
    }

    private static boolean isNull(YamlNode node) {
        return node instanceof YamlScalar scalar && scalar.value().isNull();
    }

    private static boolean isEmpty(YamlNode node) {
        return isNull(node) || (node.toJson().isContainerNode() && node.toJson().isEmpty());
    }
}
