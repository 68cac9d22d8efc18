package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one kustomization file says, grouped as it is worked off.
 *
 * @param file as the user knows it
 */
record Kustomization(
        String file,
        boolean component,
        Sources sources,
        Generators generators,
        Patches patches,
        Names names,
        Marks marks,
        Values values,
        Ending ending) {

    static final String COMPONENT = "Component";

    /** What the file brings in. */
    record Sources(List<Entry> resources, List<Entry> components) {}

    record Generators(List<Generator> configMaps, List<Generator> secrets, GeneratorOptions options) {}

    /**
     * @param type of a Secret
     * @param behavior create, merge, replace, or empty
     */
    record Generator(
            Entry name, String namespace, String type, String behavior, Pairs pairs, GeneratorOptions options) {}

    record Pairs(List<Entry> literals, List<Entry> files, List<Entry> environments) {}

    record GeneratorOptions(
            Map<String, String> labels, Map<String, String> annotations, boolean withoutHash, boolean immutable) {

        static final GeneratorOptions NONE = new GeneratorOptions(Map.of(), Map.of(), false, false);
    }

    record Patches(List<Entry> strategicMerge, List<Patch> patches, List<Patch> json6902) {}

    /** @param source a path, or the patch itself */
    record Patch(Entry source, boolean isPath, @Nullable Selector target, Map<String, Boolean> options) {

        boolean allows(String option) {
            return options.getOrDefault(option, false);
        }
    }

    /** Patterns, of which an empty one matches all. */
    record Selector(Gvk type, String name, String namespace, String labels, String annotations) {

        ResId id() {
            return new ResId(type, name, namespace);
        }
    }

    record Names(String namespace, String prefix, String suffix) {}

    record Marks(List<LabelRule> labels, Map<String, String> commonLabels, Map<String, String> commonAnnotations) {}

    record LabelRule(Map<String, String> pairs, boolean inSelectors, boolean inTemplates, List<FieldSpec> fields) {}

    record Values(List<ImageRule> images, List<ReplicaRule> replicas, List<Replacement> replacements) {}

    record ImageRule(String name, String newName, String newTag, String tagSuffix, String digest) {}

    record ReplicaRule(Entry name, int count) {}

    /** Either a file with replacements, or one of them. */
    record Replacement(@Nullable Entry path, @Nullable Source source, List<Target> targets) {

        record Source(Selector select, Entry fieldPath, @Nullable Split split) {}

        record Target(
                Selector select,
                List<Selector> reject,
                List<Entry> fieldPaths,
                @Nullable Split split,
                boolean create) {}

        record Split(String delimiter, int index) {}
    }

    /** @param order null where the file does not say it */
    record Ending(@Nullable Order order, boolean managedByLabel) {}

    /** @param legacy by kind; else as the files have it */
    record Order(boolean legacy, @Nullable List<String> first, List<String> last) {}
}
