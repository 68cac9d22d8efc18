package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import com.fasterxml.jackson.databind.JsonNode;

/** Group, version and kind of an object; as a selector, an empty one matches all. */
record Gvk(String group, String version, String kind) {

    static final Gvk ANY = new Gvk("", "", "");

    static Gvk of(JsonNode object) {
        return of(object.path("apiVersion").asText(""), object.path("kind").asText(""));
    }

    static Gvk of(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        return new Gvk(slash < 0 ? "" : apiVersion.substring(0, slash), apiVersion.substring(slash + 1), kind);
    }

    static Gvk kind(String kind) {
        return new Gvk("", "", kind);
    }

    static Gvk group(String group, String kind) {
        return new Gvk(group, "", kind);
    }

    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    boolean isSelectedBy(Gvk selector) {
        return matches(selector.group, group) && matches(selector.version, version) && matches(selector.kind, kind);
    }

    private static boolean matches(String wanted, String is) {
        return wanted.isEmpty() || wanted.equals(is);
    }

    boolean isClusterScoped() {
        return ClusterScope.has(this);
    }
}
