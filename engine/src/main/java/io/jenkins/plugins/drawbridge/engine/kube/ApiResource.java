package io.jenkins.plugins.drawbridge.engine.kube;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where the objects of a kind live in the API.
 *
 * @param plural the path segment, {@code deployments}
 * @param namespaced whether objects of this kind belong to a namespace
 */
public record ApiResource(String group, String version, String plural, String kind, boolean namespaced) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ApiResource resource
                && namespaced == resource.namespaced
                && plural.equals(resource.plural)
                && kind.equals(resource.kind)
                && version.equals(resource.version)
                && group.equals(resource.group);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * plural.hashCode() + version.hashCode()) + group.hashCode();
    }

    /** {@code v1} or {@code apps/v1}. */
    public String groupVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** Path of the collection; of all namespaces if {@code namespace} is empty. */
    String collectionPath(String namespace) {
        StringBuilder path = new StringBuilder(group.isEmpty() ? "/api/" : "/apis/").append(groupVersion());
        if (namespaced && !namespace.isEmpty()) {
            path.append("/namespaces/").append(encode(namespace));
        }
        return path.append('/').append(encode(plural)).toString();
    }

    /** Path of one object, or of a subresource of it. */
    String objectPath(String namespace, String name, @Nullable String subresource) {
        String path = collectionPath(namespace) + "/" + encode(name);
        return subresource == null ? path : path + "/" + subresource;
    }

    /** A dot or two would name another path (RFC 3986 5.2.4); no Kubernetes name is either. */
    private static String encode(String segment) {
        if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
            throw new InputException("\"" + segment + "\" is no name of a Kubernetes object");
        }
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
