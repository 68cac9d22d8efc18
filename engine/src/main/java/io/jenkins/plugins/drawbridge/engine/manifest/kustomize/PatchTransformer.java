package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Patch;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Selector;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlLimits;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlList;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlMap;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlNode;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Applies one patch of a kustomization: a list is a JSON patch, mappings are strategic merge patches.
 *
 * @param file the kustomization, for messages
 */
record PatchTransformer(Patch patch, Folder folder, String file) implements Transformer {

    @Override
    public void transform(Resources resources) {
        String place = patch.isPath()
                ? folder.nameOf(patch.source().text())
                : file + ":" + patch.source().line();
        List<YamlNode> documents = documents(place);
        if (documents.isEmpty()) {
            throw patch.source().refuse(file, "the patch is empty.");
        }
        try {
            if (documents.get(0) instanceof YamlList operations) {
                json(new JsonPatch(operations.toJson(), place, folder.limits()), resources);
            } else {
                documents.forEach(document -> strategic(document, documents.size(), place, resources));
            }
        } catch (Unplaced unplaced) { // gets the place of the patch
            throw patch.source().refuse(file, String.valueOf(unplaced.getMessage()));
        }
    }

    private List<YamlNode> documents(String place) {
        return patch.isPath()
                ? folder.file(file, patch.source()).documents()
                : YamlReader.read(place + ": in the patch", patch.source().text(), YamlLimits.MANIFESTS);
    }

    private void json(JsonPatch operations, Resources resources) {
        Selector target = patch.target();
        if (target == null) {
            throw patch.source().refuse(file, "a JSON patch needs a target.");
        }
        for (Resource resource : selected(target, resources)) {
            resource.rememberId();
            resource.replaceBody(operations.apply(resource.body()));
        }
    }

    private List<Resource> selected(Selector target, Resources resources) {
        try {
            TargetMatch match = new TargetMatch(target);
            return resources.all().stream().filter(match::matches).toList();
        } catch (InputException e) { // gets the place of the patch
            throw new Unplaced("in the target, " + e.getMessage());
        }
    }

    private void strategic(YamlNode document, int documents, String place, Resources resources) {
        if (!(document instanceof YamlMap map)) {
            throw new Unplaced("a patch is an object, or a list of the operations of a JSON patch.");
        }
        ObjectNode body = map.toJson();
        Selector target = patch.target();
        if (target == null) {
            WrittenMarks.ofPatch(map, body);
            merge(single(new Resource(body, place).id(), resources), body, place, resources);
        } else if (documents > 1) {
            throw new Unplaced("several patches in one entry cannot have a target; make an entry of each.");
        } else {
            WrittenMarks.ofPatchWithTarget(map, body);
            selected(target, resources).forEach(resource -> merge(resource, body, place, resources));
        }
    }

    private Resource single(ResId id, Resources resources) {
        List<Resource> found = resources.ever(id::sameObject);
        if (found.size() != 1) {
            throw new Unplaced(
                    found.isEmpty()
                            ? "there is no " + id + " to patch; correct apiVersion, kind, name and namespace of the"
                                    + " patch, or give it a target."
                            : "the patch may be for any of " + found + "; give it a target.");
        }
        return found.get(0);
    }

    private void merge(Resource resource, ObjectNode body, String place, Resources resources) {
        ResId before = resource.id();
        if (patch.allows("allowNameChange") || patch.allows("allowKindChange")) {
            resource.rememberId();
        }
        folder.limits().made(place, body);
        ObjectNode own = body.deepCopy();
        own.put("apiVersion", patchedVersion(resource, own));
        @Nullable ObjectNode merged = new StrategicMerge(before.gvk(), place).apply(resource.body(), own);
        if (merged == null || merged.isEmpty()) {
            resources.removeIf(resource::equals);
            return;
        }
        resource.replaceBody(merged);
        keepIdentity(resource, before);
    }

    /** With a target the patch's own type does not count. */
    private String patchedVersion(Resource resource, ObjectNode own) {
        boolean kindChanges = patch.allows("allowKindChange") && own.hasNonNull("apiVersion");
        return patch.target() != null && !kindChanges
                ? resource.gvk().apiVersion()
                : own.path("apiVersion").asText(resource.gvk().apiVersion());
    }

    private void keepIdentity(Resource resource, ResId before) {
        if (!patch.allows("allowKindChange")) {
            resource.body().put("kind", before.gvk().kind());
        }
        if (!patch.allows("allowNameChange")) {
            resource.metadata().put("name", before.name());
        }
        if (before.namespace().isEmpty()) {
            resource.metadata().remove("namespace");
        } else {
            resource.metadata().put("namespace", before.namespace());
        }
    }

    /** A fault that still lacks the place of the patch. */
    private static final class Unplaced extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Unplaced(String sentence) {
            super(sentence);
        }
    }
}
