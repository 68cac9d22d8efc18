package io.jenkins.plugins.drawbridge.engine.deploy;

import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import io.jenkins.plugins.drawbridge.engine.manifest.Scopes;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Where the kinds of some objects live, asked for all of them at once. A value once made. */
final class Kinds {

    private record Type(String group, String version, String kind) {}

    private final Map<Type, Optional<ApiResource>> resources;

    private Kinds(Map<Type, Optional<ApiResource>> resources) {
        this.resources = resources;
    }

    static Kinds of(Collection<ObjectRef> refs, KubeClient kube, Parallel parallel) {
        return of(refs, parallel, type -> exactly(type, kube));
    }

    /** Of objects of earlier deploys: their version may have gone since, and they live on in another. */
    static Kinds inAnyVersion(Collection<ObjectRef> refs, KubeClient kube, Parallel parallel) {
        return of(refs, parallel, type -> exactly(type, kube).or(() -> kube.findPreferred(type.group(), type.kind())));
    }

    private static Kinds of(Collection<ObjectRef> refs, Parallel parallel, Function<Type, Optional<ApiResource>> find) {
        Set<Type> types = new LinkedHashSet<>();
        refs.forEach(ref -> types.add(new Type(ref.group(), ref.version(), ref.kind())));
        List<Type> asked = List.copyOf(types);
        List<Optional<ApiResource>> found = parallel.map(asked, find);
        Map<Type, Optional<ApiResource>> resources = new LinkedHashMap<>();
        for (int index = 0; index < asked.size(); index++) {
            resources.put(asked.get(index), found.get(index));
        }
        return new Kinds(resources);
    }

    private static Optional<ApiResource> exactly(Type type, KubeClient kube) {
        return type.version().isEmpty()
                ? kube.findPreferred(type.group(), type.kind())
                : kube.find(type.group(), type.version(), type.kind());
    }

    Optional<ApiResource> resource(ObjectRef ref) {
        return resources.getOrDefault(new Type(ref.group(), ref.version(), ref.kind()), Optional.empty());
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
