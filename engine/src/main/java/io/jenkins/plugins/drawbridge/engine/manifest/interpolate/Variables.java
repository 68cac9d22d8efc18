package io.jenkins.plugins.drawbridge.engine.manifest.interpolate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The variables placeholders are filled from. Prints no value. Immutable. */
public final class Variables {

    private final Map<String, String> values;
    private final List<String> prefixes;

    /**
     * @param values by the variables' whole names; values are secrets
     * @param prefixes tried in this order before the bare name: {@code DEV_} lets {@code DEV_URL} fill {@code {{URL}}}
     */
    public Variables(Map<String, String> values, List<String> prefixes) {
        this.values = values;
        this.prefixes = List.copyOf(prefixes);
    }

    /** @param own prefix of the environment, which comes before those that are given; empty ones are none */
    public static Variables prefixed(Map<String, String> values, String own, List<String> given) {
        return new Variables(
                values,
                Stream.concat(Stream.of(own), given.stream())
                        .filter(prefix -> !prefix.isEmpty())
                        .toList());
    }

    /** The first that exists, even if it is empty. */
    Optional<String> find(String name) {
        return candidates(name)
                .map(values::get)
                .flatMap(value -> Optional.ofNullable(value).stream())
                .findFirst();
    }

    /** Whole names of variables, the first has priority. */
    Stream<String> candidates(String name) {
        return Stream.concat(prefixes.stream().map(prefix -> prefix + name), Stream.of(name))
                .distinct();
    }
}
