package io.jenkins.plugins.drawbridge.engine.yaml.schema;

import io.jenkins.plugins.drawbridge.engine.yaml.YamlMap;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlScalar;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How the keys of one section go together. Looks at which keys are written, whatever their values. */
@FunctionalInterface
interface Rule {

    void check(String title, YamlMap map, Faults faults);

    static Rule atMostOne(Key<?>... keys) {
        List<String> names = names(keys);
        return (title, map, faults) -> {
            List<YamlScalar> written = written(names, map);
            if (written.size() > 1) {
                faults.report(
                        written.get(1),
                        title + " holds "
                                + quoted(written.stream().map(YamlScalar::text).toList(), " and ")
                                + " at once; keep one of them");
            }
        };
    }

    static Rule exactlyOne(Key<?>... keys) {
        List<String> names = names(keys);
        return (title, map, faults) -> {
            atMostOne(keys).check(title, map, faults);
            if (written(names, map).isEmpty()) {
                faults.report(map, title + " lacks one of " + quoted(names, ", "));
            }
        };
    }

    static Rule needs(Key<?> key, Key<?> other) {
        return (title, map, faults) -> {
            if (map.keys().containsKey(key.name()) && !map.keys().containsKey(other.name())) {
                faults.report(
                        map.keys().get(key.name()),
                        title + " holds '" + key.name() + "' without '" + other.name() + "'; give both or neither");
            }
        };
    }

    private static List<String> names(Key<?>... keys) {
        return Arrays.stream(keys).<String>map(Key::name).toList();
    }

    private static List<YamlScalar> written(List<String> names, YamlMap map) {
        return map.keys().values().stream()
                .filter(key -> names.contains(key.text()))
                .toList();
    }

    private static String quoted(List<String> names, String between) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(between));
    }
}
