package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Selector;
import java.util.List;

/** Whether an object is the target of a patch: patterns for what it is and was called, and labels. Immutable. */
final class TargetMatch {

    private final BoundedPattern group;
    private final BoundedPattern version;
    private final BoundedPattern kind;
    private final BoundedPattern name;
    private final BoundedPattern namespace;
    private final LabelSelector labels;
    private final LabelSelector annotations;

    TargetMatch(Selector selector) {
        group = pattern(selector.type().group());
        version = pattern(selector.type().version());
        kind = pattern(selector.type().kind());
        name = pattern(selector.name());
        namespace = pattern(selector.namespace());
        labels = LabelSelector.of(selector.labels());
        annotations = LabelSelector.of(selector.annotations());
    }

    private static BoundedPattern pattern(String written) {
        return BoundedPattern.of(written.isEmpty() ? "(?s).*" : written);
    }

    boolean matches(Resource resource) {
        Gvk gvk = resource.gvk();
        List<ResId> ids = List.of(resource.originalId(), resource.id());
        return ids.stream().anyMatch(id -> namespace.matches(id.effectiveNamespace()))
                && ids.stream().anyMatch(id -> name.matches(id.name()))
                && group.matches(gvk.group())
                && version.matches(gvk.version())
                && kind.matches(gvk.kind())
                && labels.matches(resource.labels())
                && annotations.matches(resource.annotations());
    }
}
