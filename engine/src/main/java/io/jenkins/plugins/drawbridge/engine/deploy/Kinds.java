package io.jenkins.plugins.drawbridge.engine.deploy;

import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import io.jenkins.plugins.drawbridge.engine.manifest.Scopes;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Where the kinds of some objects live, asked for all of them at once. A value once made. */
final class Kinds {

    /** By {@code apiVersion Kind}. */
    private final Map<String, Optional<ApiResource>> resources;

    private Kinds(Map<String, Optional<ApiResource>> resources) {
        this.resources = resources;
    }

    static Kinds of(Collection<ObjectRef> refs, KubeClient kube, Parallel parallel) {
        return of(refs, parallel, ref -> exactly(ref, kube));
    }

    /** Of objects of earlier deploys: their version may have gone since, and they live on in another. */
    static Kinds inAnyVersion(Collection<ObjectRef> refs, KubeClient kube, Parallel parallel) {
        return of(refs, parallel, ref -> exactly(ref, kube).or(() -> kube.findPreferred(ref.group(), ref.kind())));
    }

    private static Kinds of(
            Collection<ObjectRef> refs, Parallel parallel, Function<ObjectRef, Optional<ApiResource>> find) {
        Map<String, ObjectRef> types = new LinkedHashMap<>();
        refs.forEach(ref -> types.putIfAbsent(type(ref), ref));
        List<ObjectRef> asked = List.copyOf(types.values());
        List<Optional<ApiResource>> found = parallel.map(asked, find);
        Map<String, Optional<ApiResource>> resources = new HashMap<>();
        for (int index = 0; index < asked.size(); index++) {
            resources.put(type(asked.get(index)), found.get(index));
        }
        return new Kinds(resources);
    }

    private static String type(ObjectRef ref) {
        return ref.apiVersion() + " " + ref.kind();
    }

    private static Optional<ApiResource> exactly(ObjectRef ref, KubeClient kube) {
        return ref.version().isEmpty()
                ? kube.findPreferred(ref.group(), ref.kind())
                : kube.find(ref.group(), ref.version(), ref.kind());
    }

    Optional<ApiResource> resource(ObjectRef ref) {
        return resources.getOrDefault(type(ref), Optional.empty());
    }

    /**
     * Whether it names a namespace if its kind has them, and none if not. An inventory that somebody has written to may
     * say otherwise: then it names objects that are not there.
     */
    boolean isPlaced(ObjectRef ref) {
        return resource(ref)
                .filter(resource -> resource.namespaced() != ref.namespace().isEmpty())
                .isPresent();
    }

    Scopes scopes(List<Manifest> manifests) {
        return (group, kind) -> manifests.stream()
                .map(Manifest::ref)
                .filter(ref -> ref.is(group, kind))
                .flatMap(ref -> resource(ref).stream())
                .findFirst()
                .map(resource -> resource.namespaced() ? Scopes.Scope.NAMESPACED : Scopes.Scope.CLUSTER)
                .orElse(Scopes.Scope.UNKNOWN);
    }
}
