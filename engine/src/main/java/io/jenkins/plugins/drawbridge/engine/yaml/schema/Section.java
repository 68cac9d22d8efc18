package io.jenkins.plugins.drawbridge.engine.yaml.schema;

import io.jenkins.plugins.drawbridge.engine.yaml.YamlMap;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlNode;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A mapping with known keys. Immutable; every fault in it is reported, not only the first.
 *
 * @param <T> what the section is read as
 */
public final class Section<T> implements Shape<T> {

    private final String title;
    private final Function<Fields, T> build;
    private final List<Key<?>> keys;
    private final List<Rule> rules;

    private Section(String title, Function<Fields, T> build, List<Key<?>> keys, List<Rule> rules) {
        this.title = title;
        this.build = build;
        this.keys = keys;
        this.rules = rules;
    }

    /**
     * @param title how messages call the section: {@code cluster}, {@code SSH hop}
     * @param build makes the value; an {@link IllegalArgumentException} of it is reported as a fault of the section
     */
    public static <T> Section<T> of(String title, Function<Fields, T> build, Key<?>... keys) {
        return new Section<>(title, build, List.of(keys), List.of());
    }

    public Section<T> exactlyOne(Key<?>... alternatives) {
        return with(Rule.exactlyOne(alternatives));
    }

    public Section<T> atMostOne(Key<?>... alternatives) {
        return with(Rule.atMostOne(alternatives));
    }

    /** {@code key} makes no sense without {@code other}. */
    public Section<T> needs(Key<?> key, Key<?> other) {
        return with(Rule.needs(key, other));
    }

    private Section<T> with(Rule rule) {
        return new Section<>(
                title,
                build,
                keys,
                Stream.concat(rules.stream(), Stream.of(rule)).toList());
    }

    public String title() {
        return title;
    }

    /** What may stand in it, in the order of documentation. */
    public List<Key<?>> keys() {
        return keys;
    }

    @Override
    public String words() {
        return "a mapping with the keys " + keyNames();
    }

    @Override
    public Optional<T> read(YamlNode node, Faults faults) {
        if (!(node instanceof YamlMap map)) {
            faults.report(node, title + " must be " + words());
            return Optional.empty();
        }
        int before = faults.count();
        map.keys().values().forEach(key -> reportIfUnknown(key, faults));
        rules.forEach(rule -> rule.check(title, map, faults));
        Fields fields = readFields(map, faults);
        return faults.count() == before ? built(fields, faults, map) : Optional.empty();
    }

    private Fields readFields(YamlMap map, Faults faults) {
        Map<Key<?>, Object> values = new LinkedHashMap<>();
        for (Key<?> key : keys) {
            YamlNode value = map.entries().get(key.name());
            if (value == null) {
                reportIfRequired(key, map, faults);
            } else {
                key.shape().read(value, faults).ifPresent(read -> values.put(key, read));
            }
        }
        return new Fields(values);
    }

    private Optional<T> built(Fields fields, Faults faults, YamlMap map) {
        try {
            return Optional.of(build.apply(fields));
        } catch (IllegalArgumentException refused) { // becomes a fault like any other; reading goes on
            faults.report(map, title + ": " + refused.getMessage());
            return Optional.empty();
        }
    }

    private void reportIfRequired(Key<?> key, YamlMap map, Faults faults) {
        if (key.required()) {
            faults.report(
                    map,
                    title + " lacks the key '" + key.name() + "' (" + key.meaning() + "); its keys are " + keyNames());
        }
    }

    private void reportIfUnknown(YamlScalar written, Faults faults) {
        List<String> names = keys.stream().<String>map(Key::name).toList();
        if (!names.contains(written.text())) {
            String hint = NearMiss.of(written.text(), names)
                    .map(name -> "; did you mean '" + name + "'? Its")
                    .orElse("; its");
            faults.report(
                    written, "unknown key '" + written.text() + "' in " + title + hint + " keys are " + keyNames());
        }
    }

    private String keyNames() {
        return keys.stream().map(Key::name).collect(Collectors.joining(", "));
    }
}
