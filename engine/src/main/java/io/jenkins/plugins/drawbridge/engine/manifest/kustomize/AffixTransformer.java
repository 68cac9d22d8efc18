package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import java.util.List;

/** Puts a text before or behind all names, but those whose name says more than a name. */
record AffixTransformer(String prefix, String suffix, String file, Limits limits) implements Transformer {

    private static final List<Gvk> UNTOUCHED = List.of(
            Gvk.kind("CustomResourceDefinition"),
            Gvk.group("apiregistration.k8s.io", "APIService"),
            Gvk.kind("Namespace"));

    @Override
    public void transform(Resources resources) {
        for (Resource resource : resources.all()) {
            Gvk type = resource.originalId().gvk();
            if (UNTOUCHED.stream().noneMatch(type::isSelectedBy)) {
                limits.characters(file, prefix.length() + suffix.length());
                if (!prefix.isEmpty()) {
                    resource.prefix(prefix);
                }
                if (!suffix.isEmpty()) {
                    resource.suffix(suffix);
                }
            }
        }
    }
}
