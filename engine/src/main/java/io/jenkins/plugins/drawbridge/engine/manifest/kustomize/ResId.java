package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

/** What names an object within a build: type, name and namespace, as they are or as they were once. */
record ResId(Gvk gvk, String name, String namespace) {

    private static final String NO_NAMESPACE = "_non_namespaceable_";

    /** Objects without a namespace share one. */
    String effectiveNamespace() {
        return gvk.isClusterScoped() ? NO_NAMESPACE : namespace.isEmpty() ? "default" : namespace;
    }

    /** Equal for the same object. */
    ResId key() {
        return new ResId(gvk, name, effectiveNamespace());
    }

    boolean sameObject(ResId other) {
        return gvk.equals(other.gvk)
                && name.equals(other.name)
                && effectiveNamespace().equals(other.effectiveNamespace());
    }

    /** Whether a selector of a replacement, in which an empty part matches all, selects it. */
    boolean isSelectedBy(ResId selector) {
        return gvk.isSelectedBy(selector.gvk)
                && (selector.name.isEmpty() || selector.name.equals(name))
                && (selector.namespace.isEmpty()
                        || selector.effectiveNamespace().equals(effectiveNamespace()));
    }

    @Override
    public String toString() {
        String type = gvk.group().isEmpty() ? gvk.kind() : gvk.kind() + "." + gvk.group();
        return type + " " + name + (namespace.isEmpty() ? "" : " in namespace " + namespace);
    }
}
