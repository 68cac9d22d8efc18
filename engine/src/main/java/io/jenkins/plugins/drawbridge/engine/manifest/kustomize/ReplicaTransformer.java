package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.ReplicaRule;
import java.util.List;

/**
 * Sets how many replicas the objects of a name have.
 *
 * @param file the kustomization, for messages
 */
record ReplicaTransformer(ReplicaRule rule, String file) implements Transformer {

    private static final List<String> KINDS =
            List.of("Deployment", "ReplicationController", "ReplicaSet", "StatefulSet");

    @Override
    public void transform(Resources resources) {
        JsonNode count = IntNode.valueOf(rule.count());
        List<Resource> meant = resources.ever(id ->
                id.name().equals(rule.name().text()) && KINDS.contains(id.gvk().kind()));
        if (meant.isEmpty()) {
            throw rule.name()
                    .refuse(
                            file,
                            "nothing that has replicas is called " + rule.name().text() + "; they are "
                                    + String.join(", ", KINDS) + ".");
        }
        for (String kind : KINDS) {
            FieldSpec field = FieldSpec.of(Gvk.kind(kind), "spec/replicas", true);
            meant.forEach(resource -> field.change(resource, count, old -> count));
        }
    }
}
