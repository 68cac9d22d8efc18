package io.jenkins.plugins.drawbridge.engine.yaml.schema;

import io.jenkins.plugins.drawbridge.engine.yaml.YamlList;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlMap;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlNode;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The common shapes. None of them repeats the refused value in its message: it may be a secret in the wrong place. */
public final class Shapes {

    private Shapes() {}

    private record Simple<T>(String words, BiFunction<YamlNode, Faults, Optional<T>> reader) implements Shape<T> {
        @Override
        public Optional<T> read(YamlNode node, Faults faults) {
            return reader.apply(node, faults);
        }
    }

    /** A shape that reports "must be (words)" wherever {@code reader} finds nothing. */
    public static <T> Shape<T> of(String words, Function<YamlNode, Optional<T>> reader) {
        return new Simple<>(words, (node, faults) -> {
            Optional<T> value = reader.apply(node);
            if (value.isEmpty()) {
                faults.report(node, "this must be " + words);
            }
            return value;
        });
    }

    /** A text that is not empty; a number or boolean counts as its characters, as people leave quotes out. */
    public static Shape<String> text() {
        return matching("a text", value -> !value.isBlank());
    }

    public static Shape<String> matching(String words, Pattern pattern) {
        return matching(words, pattern.asMatchPredicate());
    }

    public static Shape<String> matching(String words, Predicate<String> accepted) {
        return of(words, node -> scalarText(node).filter(accepted));
    }

    /** The characters of a scalar; empty for null, a list or a mapping. */
    public static Optional<String> scalarText(YamlNode node) {
        return node instanceof YamlScalar scalar && !scalar.value().isNull()
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    public static Shape<Boolean> bool() {
        return of(
                "true or false",
                node -> node instanceof YamlScalar scalar && scalar.value().isBoolean()
                        ? Optional.of(scalar.value().booleanValue())
                        : Optional.empty());
    }

    /** A whole number within bounds, both included. */
    public static Shape<Integer> integer(String words, int least, int most) {
        return of(
                words + " from " + least + " to " + most,
                node -> node instanceof YamlScalar scalar && scalar.value().canConvertToInt()
                        ? Optional.of(scalar.value().intValue()).filter(number -> number >= least && number <= most)
                        : Optional.empty());
    }

    /** A list; {@code words} names its items in the plural. */
    public static <T> Shape<List<T>> list(String words, Shape<T> item) {
        return new Simple<>("a list of " + words, (node, faults) -> {
            if (!(node instanceof YamlList list)) {
                faults.report(node, "this must be a list of " + words);
                return Optional.empty();
            }
            List<T> values = new ArrayList<>();
            list.items().forEach(entry -> item.read(entry, faults).ifPresent(values::add));
            return values.size() == list.items().size() ? Optional.of(List.copyOf(values)) : Optional.empty();
        });
    }

    /** A list of sections in which no two have the same value under {@code key}. */
    public static <T> Shape<List<T>> listWithUnique(String key, String words, Section<T> item) {
        Shape<List<T>> list = list(words, item);
        return new Simple<>(list.words(), (node, faults) -> {
            if (node instanceof YamlList written) {
                reportRepeated(key, item.title(), written, faults);
            }
            return list.read(node, faults);
        });
    }

    private static void reportRepeated(String key, String title, YamlList list, Faults faults) {
        Set<String> seen = new HashSet<>();
        for (YamlNode item : list.items()) {
            YamlNode value = item instanceof YamlMap map ? map.entries().get(key) : null;
            if (value instanceof YamlScalar scalar && !seen.add(scalar.text())) {
                faults.report(scalar, "a second " + title + " with this " + key + "; each needs its own");
            }
        }
    }

    /** A mapping with free keys that match {@code names}. */
    public static <T> Shape<Map<String, T>> mapping(String words, Shape<String> names, Shape<T> values) {
        return new Simple<>(words, (node, faults) -> {
            if (!(node instanceof YamlMap map)) {
                faults.report(node, "this must be " + words);
                return Optional.empty();
            }
            Map<String, T> read = new LinkedHashMap<>();
            map.entries().forEach((name, value) -> {
                Optional<String> accepted =
                        Optional.ofNullable(map.keys().get(name)).flatMap(key -> names.read(key, faults));
                Optional<T> made = values.read(value, faults);
                accepted.ifPresent(key -> made.ifPresent(one -> read.put(key, one)));
            });
            return read.size() == map.entries().size() ? Optional.of(Map.copyOf(read)) : Optional.empty();
        });
    }

    /** Either a single value or a list of them. */
    public static <T> Shape<List<T>> oneOrMore(String words, Shape<T> item) {
        Shape<List<T>> list = list(words, item);
        return new Simple<>(item.words() + ", or a list of them", (node, faults) -> {
            if (node instanceof YamlList written && written.items().isEmpty()) {
                faults.report(node, "this must not be empty; it must be " + item.words());
                return Optional.empty();
            }
            return node instanceof YamlList
                    ? list.read(node, faults)
                    : item.read(node, faults).map(List::of);
        });
    }

    /**
     * Goes on from a read value.
     *
     * @param step may throw {@link IllegalArgumentException} with a sentence, which is reported where the value stood
     */
    public static <S, T> Shape<T> map(Shape<S> shape, Function<S, T> step) {
        return new Simple<>(
                shape.words(), (node, faults) -> shape.read(node, faults).flatMap(value -> {
                    try {
                        return Optional.of(step.apply(value));
                    } catch (IllegalArgumentException refused) { // told to the user as a fault; reading goes on
                        faults.report(node, String.valueOf(refused.getMessage()));
                        return Optional.empty();
                    }
                }));
    }
}
