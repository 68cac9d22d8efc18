package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Follows renamed objects: writes their new names wherever others name them. Used once, by one thread. */
final class ReferenceRenaming {

    private final List<Resource> all;
    private final Map<String, List<Resource>> byFormerName = new HashMap<>();

    ReferenceRenaming(Resources resources) {
        this.all = resources.all();
        for (Resource resource : all) {
            resource.previousIds().stream().map(ResId::name).distinct().forEach(name -> byFormerName
                    .computeIfAbsent(name, any -> new ArrayList<>())
                    .add(resource));
        }
    }

    void run() {
        for (Resource referrer : all) {
            Gvk type = referrer.originalId().gvk();
            List<NameReferences> references = NameReferences.ALL.stream()
                    .filter(reference -> type.isSelectedBy(reference.field().type()))
                    .toList();
            if (!references.isEmpty()) {
                Predicate<Resource> reachable = reachable(referrer);
                references.forEach(reference -> new Reference(referrer, reference, reachable).rename());
            }
        }
    }

    private static Predicate<Resource> reachable(Resource referrer) {
        ResId id = referrer.id();
        if (id.gvk().isClusterScoped()) {
            return target -> true;
        }
        Set<String> subjects = namespacesOfSubjects(referrer);
        return target -> target.gvk().isClusterScoped()
                || target.id().effectiveNamespace().equals(id.effectiveNamespace())
                || subjects.contains(target.namespace());
    }

    private static Set<String> namespacesOfSubjects(Resource referrer) {
        Set<String> namespaces = new HashSet<>();
        if (referrer.gvk().kind().equals("RoleBinding")) {
            for (JsonNode subject : referrer.body().path("subjects")) {
                if (subject.path("kind").asText("").equals("ServiceAccount") && subject.has("namespace")) {
                    namespaces.add(subject.path("namespace").asText(""));
                }
            }
        }
        return namespaces;
    }

    private final class Reference {

        private final Resource referrer;
        private final NameReferences reference;
        private final Predicate<Resource> reachable;

        private Reference(Resource referrer, NameReferences reference, Predicate<Resource> reachable) {
            this.referrer = referrer;
            this.reference = reference;
            this.reachable = reachable;
        }

        void rename() {
            FieldSpec field = new FieldSpec(
                    referrer.gvk(), reference.field().path(), reference.field().create());
            field.change(referrer, JsonNodeFactory.instance.nullNode(), this::renamed);
        }

        private JsonNode renamed(JsonNode node) {
            if (node instanceof ObjectNode map) {
                mapping(map);
            } else if (node instanceof ArrayNode list) {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode(list.size());
                list.forEach(item -> copy.add(renamed(item)));
                return copy;
            } else if (node.isTextual()) {
                Resource target = target(node.textValue(), null);
                return target == null ? node : JsonNodeFactory.instance.textNode(target.name());
            }
            return node;
        }

        private void mapping(ObjectNode map) {
            if (!map.has("name")) {
                throw referrer.refuse(referrer.id() + ": an entry of "
                        + String.join("/", reference.field().path()) + " has no name.");
            }
            JsonNode namespace = map.path("namespace");
            Resource target =
                    target(map.path("name").asText(""), namespace.isMissingNode() ? "" : namespace.asText(""));
            if (target != null) {
                map.put("name", target.name());
                if (!target.namespace().isEmpty()) {
                    map.put("namespace", target.namespace());
                }
            }
        }

        /** @param namespace that the field names, empty if none; null if it cannot name one */
        private @Nullable Resource target(String name, @Nullable String namespace) {
            List<Resource> found = byFormerName.getOrDefault(name, List.of()).stream()
                    .filter(reachable)
                    .filter(typed(reference.target()))
                    .filter(roleRef())
                    .filter(sameNamespace())
                    .toList();
            if (namespace != null && !namespace.isEmpty() && !found.isEmpty()) {
                found = found.stream().filter(inNamespace(namespace)).toList();
            }
            if (found.size() == 1) {
                return found.get(0);
            }
            found = agreeing(found, true);
            found = found.size() > 1 ? agreeing(found, false) : found;
            if (found.size() > 1 && !areTheSame(found, namespace != null)) {
                throw referrer.refuse(
                        referrer.id() + " names " + reference.target().kind() + " " + name + ", which may be any of "
                                + found + "; give one of them another name.");
            }
            return found.isEmpty() ? null : found.get(0);
        }

        /** If objects came from the namespace, those are meant; else those that are in it now. */
        private Predicate<Resource> inNamespace(String namespace) {
            Predicate<Resource> before =
                    resource -> resource.originalId().effectiveNamespace().equals(namespace);
            return all.stream().filter(reachable).anyMatch(before)
                    ? before
                    : resource -> resource.id().effectiveNamespace().equals(namespace);
        }

        private List<Resource> agreeing(List<Resource> found, boolean lenient) {
            return found.stream()
                    .filter(resource -> resource.agreesInAffixes(referrer, lenient))
                    .toList();
        }

        private static boolean areTheSame(List<Resource> found, boolean namespaceMatters) {
            return found.stream()
                            .map(resource -> List.of(resource.name(), namespaceMatters ? resource.namespace() : ""))
                            .distinct()
                            .count()
                    == 1;
        }

        private static Predicate<Resource> typed(Gvk type) {
            return resource ->
                    resource.previousIds().stream().anyMatch(id -> id.gvk().isSelectedBy(type));
        }

        private Predicate<Resource> roleRef() {
            JsonNode role = referrer.body().path("roleRef");
            List<String> path = reference.field().path();
            boolean applies = path.get(0).equals("roleRef") && role.has("apiGroup") && role.has("kind");
            return applies
                    ? typed(Gvk.group(
                            role.path("apiGroup").asText(""), role.path("kind").asText("")))
                    : resource -> true;
        }

        private Predicate<Resource> sameNamespace() {
            ResId from = referrer.id();
            return target -> from.gvk().isClusterScoped()
                    || target.gvk().isClusterScoped()
                    || target.gvk().kind().equals("ServiceAccount")
                    || target.id().effectiveNamespace().equals(from.effectiveNamespace());
        }
    }
}
