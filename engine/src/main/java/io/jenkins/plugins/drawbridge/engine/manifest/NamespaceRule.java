package io.jenkins.plugins.drawbridge.engine.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.InputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which namespace each object goes to.
 *
 * @param namespace for objects that name none
 * @param only the user asked for this namespace ({@code -n}), so no object may name another
 */
public record NamespaceRule(String namespace, boolean only) {

    /**
     * The manifests with their namespace filled in.
     *
     * @throws InputException naming every object that breaks the rule, has an unknown kind, or is there twice
     */
    public List<Manifest> settle(List<Manifest> manifests, Scopes scopes) {
        Scopes all = scopes.orDefinedBy(manifests);
        Faults faults = new Faults();
        List<Manifest> settled = new ArrayList<>();
        for (Manifest manifest : manifests) {
            ObjectRef ref = manifest.ref();
            if (all.of(ref.group(), ref.kind()) == Scopes.Scope.UNKNOWN) {
                fault(faults, manifest, unknown(ref, scopes.servedIn(ref.group(), ref.kind())));
            } else {
                settled.add(settle(manifest, all, faults));
            }
        }
        refuseDuplicates(settled, faults);
        faults.throwIfAny();
        return List.copyOf(settled);
    }

    private Manifest settle(Manifest manifest, Scopes scopes, Faults faults) {
        ObjectRef ref = manifest.ref();
        boolean named = !ref.namespace().isEmpty();
        switch (scopes.of(ref.group(), ref.kind())) {
            case UNKNOWN -> throw new IllegalStateException("told before: " + ref);
            case CLUSTER -> {
                if (named) {
                    fault(
                            faults,
                            manifest,
                            "resource \"" + type(ref) + "\" has cluster scope but has namespace set to \""
                                    + ref.namespace() + "\"");
                }
            }
            case NAMESPACED -> {
                if (!named) {
                    return manifest.withBody(inNamespace(manifest.body()));
                }
                if (only && !ref.namespace().equals(namespace)) {
                    fault(
                            faults,
                            manifest,
                            "found resource \"" + type(ref) + "\" in namespace \"" + ref.namespace()
                                    + "\", but all resources must be in namespace \"" + namespace
                                    + "\"; leave metadata.namespace out, or deploy it to its own");
                }
            }
        }
        return manifest;
    }

    private static String unknown(ObjectRef ref, String served) {
        String elsewhere = served.isEmpty() ? "" : "; the cluster serves " + ref.kind() + " in " + served;
        return "unknown resource type: \"" + type(ref) + "\"" + elsewhere;
    }

    private ObjectNode inNamespace(ObjectNode body) {
        ObjectNode copy = body.objectNode();
        copy.setAll(body);
        ObjectNode metadata = body.objectNode();
        if (body.get("metadata") instanceof ObjectNode given) {
            metadata.setAll(given);
        }
        copy.set("metadata", metadata.put("namespace", namespace));
        return copy;
    }

    private static void refuseDuplicates(List<Manifest> manifests, Faults faults) {
        Map<ObjectRef.Key, Manifest> first = new HashMap<>();
        for (Manifest manifest : manifests) {
            Manifest other = first.putIfAbsent(manifest.ref().key(), manifest);
            if (other != null) {
                fault(faults, manifest, "is there twice, first at " + other.source() + "; remove one of the two.");
            }
        }
    }

    private static void fault(Faults faults, Manifest manifest, String sentence) {
        faults.add(manifest.source() + ": " + manifest.ref() + ": " + sentence);
    }

    /** {@code apps/v1, Kind=Deployment}: how Go's API machinery prints a type, and so mlp. */
    private static String type(ObjectRef ref) {
        return ref.group() + "/" + ref.version() + ", Kind=" + ref.kind();
    }
}
