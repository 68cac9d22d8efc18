package io.jenkins.plugins.drawbridge.engine.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Names one Kubernetes object. Identity for inventories is {@link #key()}: the version does not count.
 *
 * @param group API group; empty for core
 * @param version API version, for example {@code v1}
 * @param namespace empty for cluster-scoped objects (and for a manifest whose namespace is not settled yet)
 */
public record ObjectRef(String group, String version, String kind, String namespace, String name) {

    public static final Comparator<ObjectRef> ORDER = Comparator.comparing(ObjectRef::group)
            .thenComparing(ObjectRef::kind)
            .thenComparing(ObjectRef::namespace)
            .thenComparing(ObjectRef::name);

    /**
     * What makes two references the same object: group, kind, namespace, name. Equality is spelled out, here and below:
     * a process that lives for half a second has no time to have it generated.
     */
    public record Key(String group, String kind, String namespace, String name) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && name.equals(key.name)
                    && kind.equals(key.kind)
                    && group.equals(key.group)
                    && namespace.equals(key.namespace);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * (31 * name.hashCode() + kind.hashCode()) + group.hashCode()) + namespace.hashCode();
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ObjectRef ref && version.equals(ref.version) && key().equals(ref.key());
    }

    @Override
    public int hashCode() {
        return 31 * key().hashCode() + version.hashCode();
    }

    public static ObjectRef of(JsonNode object) {
        String apiVersion = object.path("apiVersion").asText();
        int slash = apiVersion.indexOf('/');
        JsonNode metadata = object.path("metadata");
        return new ObjectRef(
                slash < 0 ? "" : apiVersion.substring(0, slash),
                apiVersion.substring(slash + 1),
                object.path("kind").asText(),
                metadata.path("namespace").asText(""),
                metadata.path("name").asText(""));
    }

    public Key key() {
        return new Key(group, kind, namespace, name);
    }

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** {@code Kind.group}, or {@code Kind} in the core group. */
    public String kindAndGroup() {
        return group.isEmpty() ? kind : kind + "." + group;
    }

    public boolean is(String ofGroup, String ofKind) {
        return group.equals(ofGroup) && kind.equals(ofKind);
    }

    /** {@code Deployment.apps api}: how output lines call it. */
    @Override
    public String toString() {
        return kindAndGroup() + " " + name;
    }
}
