package io.jenkins.plugins.drawbridge.engine.deploy;

import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What earlier deploys of an application put into the cluster: one line for each object, {@code apiVersion Kind
 * namespace name} ({@code -} for no namespace), sorted. The version serves to find the object; identity is
 * {@link ObjectRef#key()}. A value.
 */
record Inventory(Map<ObjectRef.Key, ObjectRef> objects) {

    private static final Pattern UNSAFE = Pattern.compile("[%?#\\\\\\p{Cntrl}]|/\\.\\.?(/|$)|//");

    static final Inventory EMPTY = new Inventory(Map.of());

    Inventory {
        objects = Map.copyOf(objects);
    }

    static Inventory of(Collection<ObjectRef> refs) {
        Map<ObjectRef.Key, ObjectRef> objects = new LinkedHashMap<>();
        refs.forEach(ref -> objects.put(ref.key(), ref));
        return new Inventory(objects);
    }

    /** Lines that cannot be read are passed over: they name nothing that could be deleted. */
    static Inventory parse(String text) {
        List<ObjectRef> refs = new ArrayList<>();
        text.lines().limit(100_000).forEach(line -> {
            String[] words = line.strip().split(" ");
            if (words.length == 4 && Stream.of(words).allMatch(Inventory::isPlain)) {
                int slash = words[0].indexOf('/');
                refs.add(new ObjectRef(
                        slash < 0 ? "" : words[0].substring(0, slash),
                        words[0].substring(slash + 1),
                        words[1],
                        words[2].equals("-") ? "" : words[2],
                        words[3]));
            }
        });
        return of(refs);
    }

    /** Whoever may write ConfigMaps may write here: what could lead a request astray is not taken for a name. */
    static boolean isPlain(String word) {
        return !word.isEmpty()
                && !word.equals(".")
                && !word.equals("..")
                && !UNSAFE.matcher(word).find();
    }

    String text() {
        TreeSet<String> lines = new TreeSet<>();
        for (ObjectRef ref : objects.values()) {
            String namespace = ref.namespace().isEmpty() ? "-" : ref.namespace();
            lines.add(ref.apiVersion() + " " + ref.kind() + " " + namespace + " " + ref.name());
        }
        return String.join("\n", lines);
    }

    boolean tracks(ObjectRef ref) {
        return objects.containsKey(ref.key());
    }

    /** Where both track an object, the other's version counts: it is the newer one. */
    Inventory union(Inventory newer) {
        Map<ObjectRef.Key, ObjectRef> union = new LinkedHashMap<>(objects);
        union.putAll(newer.objects);
        return new Inventory(union);
    }

    boolean isEmpty() {
        return objects.isEmpty();
    }
}
