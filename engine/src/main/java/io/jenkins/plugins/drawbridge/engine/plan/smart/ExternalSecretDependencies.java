package io.jenkins.plugins.drawbridge.engine.plan.smart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.manifest.Annotations;
import io.jenkins.plugins.drawbridge.engine.manifest.DependsOn;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets a workload wait for the ExternalSecrets that make its Secrets, and those for their SecretStores, by
 * {@link Annotations#DEPENDS_ON}. What the user wrote there stays (mlp overwrites it). Immutable.
 */
final class ExternalSecretDependencies {

    private static final String GROUP = "external-secrets.io";
    private static final String STORE = "SecretStore";

    private final Map<ObjectRef.Key, ObjectRef.Key> makerOfSecret = new HashMap<>();
    private final Set<ObjectRef.Key> stores = new LinkedHashSet<>();

    ExternalSecretDependencies(List<Manifest> manifests) {
        manifests.forEach(this::add);
    }

    static boolean isExternalSecret(ObjectRef ref) {
        return ref.is(GROUP, "ExternalSecret");
    }

    /** The manifest with its annotation, or itself if it needs none. */
    Manifest annotate(Manifest manifest) {
        if (makerOfSecret.isEmpty()) {
            return manifest;
        }
        Set<ObjectRef.Key> found = new LinkedHashSet<>();
        if (isExternalSecret(manifest.ref())) {
            addStores(manifest, found);
        } else if (PodTemplate.isIn(manifest.ref())) {
            addMakers(manifest, found);
        }
        return found.isEmpty() ? manifest : dependingOn(manifest, found);
    }

    private void add(Manifest manifest) {
        ObjectRef ref = manifest.ref();
        if (isExternalSecret(ref)) {
            String target =
                    manifest.body().path("spec").path("target").path("name").asText();
            makerOfSecret.put(secret(ref.namespace(), target.isEmpty() ? ref.name() : target), ref.key());
        } else if (ref.is(GROUP, STORE)) {
            stores.add(ref.key());
        }
    }

    private void addMakers(Manifest manifest, Set<ObjectRef.Key> found) {
        for (References.Reference reference : References.of(PodTemplate.specOf(manifest.body()))) {
            ObjectRef.@Nullable Key maker = reference.kind().equals(References.SECRET)
                    ? makerOfSecret.get(secret(manifest.ref().namespace(), reference.name()))
                    : null;
            if (maker != null) {
                found.add(maker);
            }
        }
    }

    private void addStores(Manifest manifest, Set<ObjectRef.Key> found) {
        JsonNode spec = manifest.body().path("spec");
        String namespace = manifest.ref().namespace();
        addStore(spec.path("secretStoreRef"), namespace, found);
        for (String list : new String[] {"data", "dataFrom"}) {
            spec.path(list).forEach(item -> addStore(item.path("sourceRef").path("storeRef"), namespace, found));
        }
    }

    private void addStore(JsonNode reference, String namespace, Set<ObjectRef.Key> found) {
        ObjectRef.Key store = new ObjectRef.Key(
                GROUP, STORE, namespace, reference.path("name").asText());
        if (reference.path("kind").asText(STORE).equals(STORE) && stores.contains(store)) {
            found.add(store);
        }
    }

    private static Manifest dependingOn(Manifest manifest, Set<ObjectRef.Key> found) {
        Set<ObjectRef.Key> all = new LinkedHashSet<>(DependsOn.of(manifest));
        all.addAll(found);
        ObjectNode body = manifest.body().deepCopy();
        PodTemplate.annotate(body, Annotations.DEPENDS_ON, DependsOn.format(all));
        return manifest.withBody(body);
    }

    private static ObjectRef.Key secret(String namespace, String name) {
        return new ObjectRef.Key("", References.SECRET, namespace, name);
    }
}
