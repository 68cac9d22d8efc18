package io.jenkins.plugins.drawbridge.engine.cluster;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlLimits;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlMap;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlNode;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlReader;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.NearMiss;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One or several kubeconfig files, merged as kubectl merges them: of entries with one name, and of current contexts, the
 * first counts. Immutable once read.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/">kubeconfig</a>
 */
public final class Kubeconfig {

    private enum Part {
        CONTEXT,
        CLUSTER,
        USER;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is asked of a kubeconfig; null: what its context says.
     *
     * @param anonymous whether the user's credentials are of no use, since others take their place
     */
    public record Selection(
            @Nullable String context, @Nullable String cluster, @Nullable String user, boolean anonymous) {

        public static final Selection CURRENT = new Selection(null, null, null, false);
    }

    private final List<Path> files;
    private final Map<Part, Map<String, KubeconfigSection>> parts = new LinkedHashMap<>();
    private @Nullable String currentContext;

    private Kubeconfig(List<Path> files) {
        this.files = files;
        for (Part part : Part.values()) {
            parts.put(part, new LinkedHashMap<>());
        }
    }

    /** One file, which must exist. */
    public static Kubeconfig read(Path file) {
        Kubeconfig kubeconfig = new Kubeconfig(List.of(file));
        kubeconfig.merge(file);
        return kubeconfig;
    }

    /** Several files in the order of {@code KUBECONFIG}; those that do not exist are left out. */
    public static Kubeconfig read(List<Path> files) {
        Kubeconfig kubeconfig = new Kubeconfig(List.copyOf(files));
        files.stream().filter(Files::exists).forEach(kubeconfig::merge);
        return kubeconfig;
    }

    /** Whether no cluster, user or context was found at all. */
    public boolean isEmpty() {
        return parts.values().stream().allMatch(Map::isEmpty);
    }

    private void merge(Path file) {
        for (YamlNode document : documents(file)) {
            if (!(document instanceof YamlMap map)) {
                throw InputException.at(file.toString(), document.line(), document.column(), "this is no kubeconfig");
            }
            KubeconfigSection root = new KubeconfigSection(file, map);
            for (Part part : Part.values()) {
                root.items(part.word() + "s").forEach(item -> add(part, root, item));
            }
            if (currentContext == null) {
                currentContext = root.text("current-context").orElse(null);
            }
        }
    }

    private static List<YamlNode> documents(Path file) {
        int most = YamlLimits.CONFIGURATION.characters();
        List<YamlNode> documents =
                YamlReader.read(file.toString(), TextFile.read(file, most), YamlLimits.CONFIGURATION);
        if (documents.size() > 1) {
            throw new InputException(file + ": holds several YAML documents; a kubeconfig is one");
        }
        return documents;
    }

    private void add(Part part, KubeconfigSection root, YamlNode item) {
        if (!(item instanceof YamlMap entry)) {
            throw root.fault(item, "this must be a " + part.word() + " with a name");
        }
        String name = new KubeconfigSection(root.file(), entry)
                .text("name")
                .orElseThrow(() -> root.fault(item, "this " + part.word() + " has no name"));
        if (entry.entries().get(part.word()) instanceof YamlMap body) {
            entries(part).putIfAbsent(name, new KubeconfigSection(root.file(), body));
        } else if (part == Part.USER) {
            YamlMap nothing = new YamlMap(Map.of(), Map.of(), item.line(), item.column());
            entries(part).putIfAbsent(name, new KubeconfigSection(root.file(), nothing));
        } else {
            throw root.fault(item, "this " + part.word() + " lacks its '" + part.word() + "'");
        }
    }

    private Map<String, KubeconfigSection> entries(Part part) {
        return parts.getOrDefault(part, Map.of());
    }

    /** @throws InputException if a name is not there, or its entry is not usable */
    public KubeContext select(Selection selection) {
        String contextName = selection.context() == null ? currentContext : selection.context();
        Optional<KubeconfigSection> context = Optional.ofNullable(contextName).map(name -> entry(Part.CONTEXT, name));
        String clusterName = Optional.ofNullable(selection.cluster())
                .or(() -> context.flatMap(one -> one.text("cluster")))
                .orElseThrow(this::nothingSelected);
        KubeconfigUser user = Optional.ofNullable(selection.user())
                .or(() -> context.flatMap(one -> one.text("user")))
                .map(name -> new KubeconfigUser(name, entry(Part.USER, name)))
                .orElse(null);
        Cluster cluster = new KubeconfigCluster(clusterName, entry(Part.CLUSTER, clusterName))
                .toCluster(user, selection.anonymous());
        return new KubeContext(
                cluster, context.flatMap(one -> one.text("namespace")).orElse(null));
    }

    private InputException nothingSelected() {
        return new InputException(
                sources() + " has no current context; name one with --context (" + names(Part.CONTEXT) + ")");
    }

    private KubeconfigSection entry(Part part, String name) {
        KubeconfigSection found = entries(part).get(name);
        if (found == null) {
            String hint = NearMiss.of(name, entries(part).keySet())
                    .map(near -> "; did you mean '" + near + "'? It")
                    .orElse("; it");
            throw new InputException(
                    sources() + " has no " + part.word() + " '" + name + "'" + hint + " holds " + names(part));
        }
        return found;
    }

    private String names(Part part) {
        return entries(part).isEmpty()
                ? "none"
                : String.join(", ", entries(part).keySet());
    }

    private String sources() {
        return "kubeconfig "
                + String.join(":", files.stream().map(Path::toString).toList());
    }
}
