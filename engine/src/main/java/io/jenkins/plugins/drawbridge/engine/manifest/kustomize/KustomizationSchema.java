package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Ending;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Generator;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.GeneratorOptions;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Generators;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.ImageRule;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.LabelRule;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Marks;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Names;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Order;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Patch;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Patches;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Replacement;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.ReplicaRule;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Sources;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Values;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Fields;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Key;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Section;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a kustomization file may hold: the fields of kustomize 5.5, those that are refused among them. */
final class KustomizationSchema {

    private static final Key<String> API_VERSION = Words.text("apiVersion", "kustomize.config.k8s.io/v1beta1");
    private static final Key<String> KIND = Words.text("kind", "Kustomization or Component");
    private static final Key<Object> METADATA = Key.optional("metadata", "not used", Words.anything());

    private static final Key<List<Entry>> RESOURCES = Words.entries("resources", "files, and folders to build on");
    private static final Key<List<Entry>> BASES = Words.entries("bases", "folders to build on (old; use resources)");
    private static final Key<List<Entry>> COMPONENTS = Words.entries("components", "folders with components");

    private static final Key<List<Generator>> CONFIG_MAPS =
            Words.list("configMapGenerator", "ConfigMaps to make", GeneratorSchema.CONFIG_MAP);
    private static final Key<List<Generator>> SECRETS =
            Words.list("secretGenerator", "Secrets to make", GeneratorSchema.SECRET);
    private static final Key<GeneratorOptions> GENERATOR_OPTIONS =
            Key.optional("generatorOptions", "options for all generators", GeneratorSchema.OPTIONS);

    private static final Key<List<Entry>> STRATEGIC =
            Words.entries("patchesStrategicMerge", "patches (old; use patches)");
    private static final Key<List<Patch>> PATCHES = Words.list("patches", "patches", PatchSchema.PATCH);
    private static final Key<List<Patch>> JSON_6902 =
            Words.list("patchesJson6902", "JSON patches (old; use patches)", PatchSchema.PATCH);

    private static final Key<String> NAMESPACE = Words.text("namespace", "the namespace of all objects");
    private static final Key<String> PREFIX = Words.text("namePrefix", "what goes before each name");
    private static final Key<String> SUFFIX = Words.text("nameSuffix", "what goes behind each name");

    private static final Key<List<LabelRule>> LABELS = Words.list("labels", "labels", MarkSchema.LABEL_RULE);
    private static final Key<Map<String, String>> COMMON_LABELS =
            Words.texts("commonLabels", "labels of objects and selectors (old; use labels)");
    private static final Key<Map<String, String>> COMMON_ANNOTATIONS =
            Words.texts("commonAnnotations", "annotations of all objects");

    private static final Key<List<ImageRule>> IMAGES = Words.list("images", "images to change", MarkSchema.IMAGE);
    private static final Key<List<ReplicaRule>> REPLICAS =
            Words.list("replicas", "how many replicas", MarkSchema.REPLICA);
    private static final Key<List<Replacement>> REPLACEMENTS =
            Words.list("replacements", "values to copy", ReplacementSchema.REPLACEMENT);

    private static final Key<Order> ORDER = Key.optional("sortOptions", "the order of the output", MarkSchema.ORDER);
    private static final Key<List<Entry>> BUILD_METADATA = Words.entries("buildMetadata", "managedByLabel");

    private static final String RENDERED = "no program is started and nothing is fetched; render the chart with helm"
            + " template into a file, and name that under resources";
    private static final String PLUGINS = "no plugin is run; use the fields of the kustomization instead";

    private static final List<Key<?>> REFUSED = List.of(
            Words.refused("vars", "it is gone from kustomize's documentation; use replacements"),
            Words.refused("crds", "write what it would do as patches or replacements"),
            Words.refused("openapi", "merge lists of your own kinds with a JSON patch"),
            Words.refused("configurations", "write what it would do as patches or replacements"),
            Words.refused("generators", PLUGINS),
            Words.refused("transformers", PLUGINS),
            Words.refused("validators", PLUGINS),
            Words.refused("helmCharts", RENDERED),
            Words.refused("helmGlobals", RENDERED),
            Words.refused("helmChartInflationGenerator", RENDERED));

    private static final List<Key<?>> KEYS = Stream.concat(
                    Stream.of(
                            API_VERSION,
                            KIND,
                            METADATA,
                            RESOURCES,
                            BASES,
                            COMPONENTS,
                            NAMESPACE,
                            PREFIX,
                            SUFFIX,
                            LABELS,
                            COMMON_LABELS,
                            COMMON_ANNOTATIONS,
                            IMAGES,
                            REPLICAS,
                            CONFIG_MAPS,
                            SECRETS,
                            GENERATOR_OPTIONS,
                            PATCHES,
                            STRATEGIC,
                            JSON_6902,
                            REPLACEMENTS,
                            ORDER,
                            BUILD_METADATA),
                    REFUSED.stream())
            .toList();

    private KustomizationSchema() {}

    static Section<Kustomization> of(String file) {
        return Section.of("kustomization", fields -> build(file, fields), KEYS.toArray(Key<?>[]::new));
    }

    private static Kustomization build(String file, Fields fields) {
        return new Kustomization(
                file,
                isComponent(fields),
                new Sources(
                        Stream.concat(fields.get(RESOURCES, List.of()).stream(), fields.get(BASES, List.of()).stream())
                                .toList(),
                        fields.get(COMPONENTS, List.of())),
                new Generators(
                        fields.get(CONFIG_MAPS, List.of()),
                        fields.get(SECRETS, List.of()),
                        fields.get(GENERATOR_OPTIONS, GeneratorOptions.NONE)),
                new Patches(
                        fields.get(STRATEGIC, List.of()),
                        fields.get(PATCHES, List.of()),
                        fields.get(JSON_6902, List.of())),
                new Names(fields.get(NAMESPACE, ""), fields.get(PREFIX, ""), fields.get(SUFFIX, "")),
                new Marks(
                        fields.get(LABELS, List.of()),
                        fields.get(COMMON_LABELS, Map.of()),
                        fields.get(COMMON_ANNOTATIONS, Map.of())),
                new Values(
                        fields.get(IMAGES, List.of()),
                        fields.get(REPLICAS, List.of()),
                        fields.get(REPLACEMENTS, List.of())),
                new Ending(fields.orNull(ORDER), managedBy(fields.get(BUILD_METADATA, List.of()))));
    }

    private static boolean isComponent(Fields fields) {
        String kind = fields.get(KIND, "");
        String apiVersion = fields.get(API_VERSION, "");
        boolean component = kind.equals(Kustomization.COMPONENT);
        if (!component && !kind.isEmpty() && !kind.equals("Kustomization")) {
            throw new IllegalArgumentException("kind must be Kustomization or Component");
        }
        String version = "kustomize.config.k8s.io/" + (component ? "v1alpha1" : "v1beta1");
        if (!apiVersion.isEmpty() && !apiVersion.equals(version)) {
            throw new IllegalArgumentException("apiVersion must be " + version + " for this kind");
        }
        return component;
    }

    private static boolean managedBy(List<Entry> words) {
        if (!words.stream().allMatch(word -> word.text().equals("managedByLabel"))) {
            throw new IllegalArgumentException("buildMetadata may say managedByLabel only; origin and transformer"
                    + " annotations are not written");
        }
        return !words.isEmpty();
    }
}
