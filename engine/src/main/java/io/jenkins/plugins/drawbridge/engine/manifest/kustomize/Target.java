package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Patch;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Replacement;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlLimits;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlList;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlNode;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlReader;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One kustomization at work: brings its objects in, then changes them, in kustomize's order. */
final class Target {

    private static final List<String> NAMES = List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    private final Folder folder;
    private final Kustomization kustomization;

    private Target(Folder folder, Kustomization kustomization) {
        this.folder = folder;
        this.kustomization = kustomization;
    }

    static Target in(Folder folder) {
        List<String> present = NAMES.stream().filter(folder::has).toList();
        if (present.size() != 1) {
            throw new InputException(folder.nameOf("")
                    + (present.isEmpty()
                            ? ": holds no kustomization.yaml; make one, or name another folder."
                            : ": holds " + String.join(" and ", present) + "; keep one of them."));
        }
        Folder.Content content = folder.own(present.get(0));
        List<YamlNode> documents = YamlReader.read(content.name(), content.text(), YamlLimits.CONFIGURATION);
        if (documents.size() != 1) {
            throw new InputException(content.name()
                    + (documents.isEmpty()
                            ? ": is empty; say what to build."
                            : ": holds several documents; a kustomization is one."));
        }
        return new Target(folder, read(content.name(), documents.get(0)));
    }

    private static Kustomization read(String file, YamlNode document) {
        Faults faults = new Faults(file);
        var read = KustomizationSchema.of(file).read(document, faults);
        faults.throwIfAny();
        return read.orElseThrow();
    }

    Kustomization kustomization() {
        return kustomization;
    }

    Resources build() {
        if (kustomization.component()) {
            throw new InputException(
                    kustomization.file() + ": a component cannot be built alone; name it under components.");
        }
        Resources resources = new Resources();
        accumulate(resources);
        return resources;
    }

    private void accumulate(Resources resources) {
        kustomization.sources().resources().forEach(entry -> bring(entry, resources));
        new GeneratedResource(folder, kustomization).addAll(resources);
        kustomization.sources().components().forEach(entry -> component(entry, resources));
        folder.limits().objects(kustomization.file(), resources.all().size());
        transformers().forEach(transformer -> transformer.transform(resources));
        resources.renamed();
    }

    private void bring(Entry entry, Resources resources) {
        String file = kustomization.file();
        if (!folder.isFolder(file, entry)) {
            Folder.Content content = folder.file(file, entry);
            new ResourceReader(folder.limits())
                    .read(content.name(), content.documents())
                    .forEach(resources::add);
            return;
        }
        Target other = in(folder.folder(file, entry));
        if (other.kustomization.component()) {
            throw entry.refuse(file, "this is a component; name it under components.");
        }
        resources.addAll(other.build());
    }

    private void component(Entry entry, Resources resources) {
        Target other = in(folder.folder(kustomization.file(), entry));
        if (!other.kustomization.component()) {
            throw entry.refuse(kustomization.file(), "this is no component; name it under resources.");
        }
        other.accumulate(resources);
    }

    private List<Transformer> transformers() {
        List<Transformer> steps = new ArrayList<>();
        Kustomization.Patches patches = kustomization.patches();
        patches.strategicMerge().forEach(entry -> steps.add(patch(pathOrPatch(entry))));
        patches.patches().forEach(entry -> steps.add(patch(entry)));
        Kustomization.Names names = kustomization.names();
        if (!names.namespace().isEmpty()) {
            steps.add(new NamespaceTransformer(names.namespace()));
        }
        steps.add(new AffixTransformer(names.prefix(), names.suffix(), kustomization.file(), folder.limits()));
        Kustomization.Marks marks = kustomization.marks();
        marks.labels().forEach(rule -> steps.add(marks(rule.pairs(), MarkTransformer.fields(rule))));
        steps.add(marks(marks.commonLabels(), MarkFields.LABELS));
        steps.add(marks(marks.commonAnnotations(), MarkFields.ANNOTATIONS));
        patches.json6902().forEach(entry -> steps.add(patch(entry)));
        Kustomization.Values values = kustomization.values();
        values.replicas().forEach(rule -> steps.add(new ReplicaTransformer(rule, kustomization.file())));
        values.images().forEach(rule -> steps.add(new ImageTransformer(rule, kustomization.file(), folder.limits())));
        values.replacements().forEach(replacement -> steps.addAll(replacements(replacement)));
        return steps;
    }

    private Transformer marks(Map<String, String> marks, List<FieldSpec> fields) {
        return new MarkTransformer(marks, fields, kustomization.file(), folder.limits());
    }

    private Transformer patch(Patch patch) {
        return new PatchTransformer(patch, folder, kustomization.file());
    }

    /** An entry of {@code patchesStrategicMerge} is a patch if it holds a line break or a mapping. */
    private static Patch pathOrPatch(Entry entry) {
        boolean inline = entry.text().contains("\n") || entry.text().strip().startsWith("{");
        return new Patch(entry, !inline, null, Map.of());
    }

    private List<ReplacementTransformer> replacements(Replacement replacement) {
        Entry path = replacement.path();
        if (path == null) {
            return ReplacementTransformer.of(replacement, kustomization.file(), folder.limits());
        }
        Folder.Content content = folder.file(kustomization.file(), path);
        List<ReplacementTransformer> found = new ArrayList<>();
        Faults faults = new Faults(content.name());
        for (YamlNode document : content.documents()) {
            List<YamlNode> written = document instanceof YamlList list ? list.items() : List.of(document);
            written.forEach(node -> ReplacementSchema.REPLACEMENT
                    .read(node, faults)
                    .ifPresent(one -> found.addAll(ReplacementTransformer.of(one, content.name(), folder.limits()))));
        }
        faults.throwIfAny();
        return found;
    }
}
