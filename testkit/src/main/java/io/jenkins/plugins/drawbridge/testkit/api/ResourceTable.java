package io.jenkins.plugins.drawbridge.testkit.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.drawbridge.testkit.api.Resource.Trait;
import io.jenkins.plugins.drawbridge.testkit.apply.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** The kinds an API serves; custom resource definitions add to them. Safe for use by several threads. */
public final class ResourceTable {

    private final List<Resource> resources = new CopyOnWriteArrayList<>();

    /** A table with the built-in kinds whose {@code group/version/plural} is served. */
    public ResourceTable(Predicate<String> served) {
        List<Resource> builtIn = new ArrayList<>();
        lines().forEach(line -> builtIn.add(builtIn(line.trim().split(" +"))));
        builtIn.stream()
                .filter(resource -> served.test(resource.apiVersion() + "/" + resource.plural()))
                .forEach(resources::add);
    }

    private static Resource builtIn(String[] words) {
        String schema = words.length > 6 ? words[6] : words[2];
        return new Resource(
                words[0].equals("core") ? "" : words[0],
                words[1],
                words[2],
                words[3],
                words[2].toLowerCase(Locale.ROOT),
                words[4].equals("-") ? List.of() : List.of(words[4].split(",")),
                traits(words[5]),
                Schema.builtIn().struct(schema),
                false);
    }

    private static Set<Trait> traits(String flags) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        String letters = "nscgl";
        Trait[] all = {Trait.NAMESPACED, Trait.STATUS, Trait.SCALE, Trait.GENERATION, Trait.LOG};
        for (int index = 0; index < all.length; index++) {
            if (flags.indexOf(letters.charAt(index)) >= 0) {
                traits.add(all[index]);
            }
        }
        return traits;
    }

    private static List<String> lines() {
        try (InputStream text = ResourceTable.class.getResourceAsStream("resources.txt")) {
            return new String(Objects.requireNonNull(text).readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** All kinds. */
    public Collection<Resource> all() {
        return resources;
    }

    /** The kind behind a path. */
    public Optional<Resource> find(String group, String version, String plural) {
        return resources.stream()
                .filter(resource -> resource.plural().equals(plural)
                        && resource.group().equals(group)
                        && resource.version().equals(version))
                .findFirst();
    }

    /** The kind of that name in any served version of its group. */
    public Optional<Resource> ofKind(String group, String kind) {
        return resources.stream()
                .filter(resource ->
                        resource.kind().equals(kind) && resource.group().equals(group))
                .findFirst();
    }

    /** The first version of a kind. */
    public Resource get(String group, String plural) {
        return resources.stream()
                .filter(resource ->
                        resource.plural().equals(plural) && resource.group().equals(group))
                .findFirst()
                .orElseThrow();
    }

    void replaceCustom(String group, String plural, List<Resource> versions) {
        resources.removeIf(resource -> resource.custom()
                && resource.group().equals(group)
                && resource.plural().equals(plural));
        resources.addAll(versions);
    }
}
