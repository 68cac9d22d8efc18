package io.jenkins.plugins.drawbridge.testkit.apply;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.drawbridge.testkit.apply.SchemaType.Merge;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The types of the built-in kinds, read from {@code schema.txt}. Immutable once loaded. */
public final class Schema {

    private static final Set<String> SCALARS =
            Set.of("string", "int", "bool", "quantity", "intstr", "string?", "int?", "bool?");
    private static final Schema BUILT_IN = new Schema(resource());

    private final Map<String, SchemaType> structs = new HashMap<>();

    private Schema(String text) {
        List<String> lines = text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        lines.stream().filter(line -> !line.startsWith(" ")).forEach(this::declare);
        String owner = "";
        for (String line : lines) {
            if (line.startsWith(" ")) {
                String[] words = line.trim().split(" ");
                struct(owner).fields().put(words[0], type(words[1]));
            } else {
                owner = line.replace("@", "");
            }
        }
        structs.values().stream()
                .filter(struct -> struct.fields().containsKey("metadata"))
                .filter(struct -> struct.merge() == Merge.GRANULAR)
                .forEach(struct -> {
                    struct.fields().putIfAbsent("apiVersion", type("string"));
                    struct.fields().putIfAbsent("kind", type("string"));
                });
    }

    /** The built-in kinds. */
    public static Schema builtIn() {
        return BUILT_IN;
    }

    /** The struct of this name. */
    public SchemaType struct(String name) {
        return Objects.requireNonNull(structs.get(name), () -> "schema.txt has no " + name);
    }

    private void declare(String line) {
        String name = line.replace("@", "");
        structs.put(name, SchemaType.struct(name, new LinkedHashMap<>(), line.endsWith("@")));
    }

    private SchemaType type(String text) {
        if (text.endsWith("!")) {
            return type(text.substring(0, text.length() - 1)).alwaysThere();
        }
        if (text.endsWith("@")) {
            return type(text.substring(0, text.length() - 1)).asAtomic();
        }
        if (text.startsWith("{")) {
            return SchemaType.map(type(text.substring(1, text.length() - 1)), false);
        }
        return text.startsWith("[") ? list(text) : named(text);
    }

    private SchemaType list(String text) {
        int end = text.lastIndexOf(']');
        String how = text.substring(end + 1);
        SchemaType element = type(text.substring(1, end));
        return switch (how) {
            case "" -> SchemaType.list(element, Merge.ATOMIC, List.of());
            case "set" -> SchemaType.list(element, Merge.SET, List.of());
            default -> SchemaType.list(element, Merge.BY_KEYS, List.of(how.split(",")));
        };
    }

    private SchemaType named(String name) {
        if (name.equals("any")) {
            return SchemaType.ANY;
        }
        return SCALARS.contains(name) ? SchemaType.scalar(name) : struct(name);
    }

    private static String resource() {
        try (InputStream text = Schema.class.getResourceAsStream("schema.txt")) {
            return new String(Objects.requireNonNull(text).readAllBytes(), UTF_8);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
