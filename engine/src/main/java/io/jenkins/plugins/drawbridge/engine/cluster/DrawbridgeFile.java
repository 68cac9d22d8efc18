package io.jenkins.plugins.drawbridge.engine.cluster;

import static io.jenkins.plugins.drawbridge.engine.yaml.schema.Key.optional;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlLimits;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlMap;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlNode;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlReader;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Faults;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Fields;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Key;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Section;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shapes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * {@code drawbridge.yaml}. Every fault is reported at once, each with line and column. A host adds sections of its own
 * with an {@link Extension}. Stateless.
 */
public final class DrawbridgeFile {

    private DrawbridgeFile() {}

    /**
     * Where a text came from.
     *
     * @param name how messages call it
     * @param folder where relative paths start
     * @param environment for {@code {env: NAME}}
     */
    public record Origin(String name, Path folder, Map<String, String> environment) {}

    /**
     * Top-level sections beside the shared ones.
     *
     * @param build makes the host's configuration of the shared one and all fields
     * @param references checks what sections say of each other, by what is written
     */
    public record Extension<T>(
            List<Key<?>> keys, BiFunction<Configuration, Fields, T> build, BiConsumer<YamlMap, Faults> references) {

        public Extension(List<Key<?>> keys, BiFunction<Configuration, Fields, T> build) {
            this(keys, build, (root, faults) -> {});
        }

        static final Extension<Configuration> NONE = new Extension<>(List.of(), (shared, fields) -> shared);
    }

    /** Reads a file with the variables of this process; its relative paths start at its own folder. */
    public static Configuration read(Path file) {
        return read(file, System.getenv());
    }

    public static Configuration read(Path file, Map<String, String> environment) {
        Path folder = file.toAbsolutePath().resolveSibling("");
        return parse(file.toString(), TextFile.read(file, YamlLimits.CONFIGURATION.characters()), folder, environment);
    }

    /** @throws InputException with one line for each fault */
    public static Configuration parse(String sourceName, String text, Path folder, Map<String, String> environment) {
        return parse(new Origin(sourceName, folder, environment), text, Extension.NONE);
    }

    /** @throws InputException with one line for each fault */
    public static <T> T parse(Origin origin, String text, Extension<T> extension) {
        List<YamlNode> documents = YamlReader.read(origin.name(), text, YamlLimits.CONFIGURATION);
        if (documents.size() != 1) {
            throw new InputException(origin.name() + ": holds " + documents.size()
                    + " YAML documents; a configuration is exactly one, with clusters and environments");
        }
        Faults faults = new Faults(origin.name());
        Optional<T> read = section(origin, extension).read(documents.get(0), faults);
        if (documents.get(0) instanceof YamlMap root) {
            ClusterReferences.check(root, faults);
            extension.references().accept(root, faults);
        }
        faults.throwIfAny();
        return read.orElseThrow();
    }

    /** What may stand in the file; documentation walks over it. */
    static <T> Section<T> section(Origin origin, Extension<T> extension) {
        CommonKeys common = new CommonKeys(new SourceShapes(origin.folder(), origin.environment()));
        Key<List<Cluster>> clusters = optional(
                "clusters",
                "API servers and how they are reached",
                Shapes.listWithUnique("id", "clusters", new ClusterSchema(common).section()));
        Key<List<Environment>> environments = optional(
                "environments",
                "named places to deploy to",
                Shapes.listWithUnique("id", "environments", EnvironmentSchema.section()));
        return Section.of(
                "configuration",
                fields -> extension.build().apply(shared(fields, clusters, environments), fields),
                Stream.concat(Stream.of(clusters, environments), extension.keys().stream())
                        .toArray(Key<?>[]::new));
    }

    private static Configuration shared(
            Fields fields, Key<List<Cluster>> clusters, Key<List<Environment>> environments) {
        return new Configuration(fields.get(clusters, List.of()), fields.get(environments, List.of()));
    }
}
