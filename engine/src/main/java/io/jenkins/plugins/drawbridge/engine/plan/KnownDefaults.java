package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.drawbridge.engine.plan.FieldWalk.Place;
import java.util.Map;
import java.util.Set;

/**
 * Defaults the API server fills in inside values that it replaces in one piece, where the managed fields cannot tell
 * who set what. Source: the defaulting of the built-in kinds ({@code pkg/apis/.../defaults.go} of Kubernetes).
 */
final class KnownDefaults {

    private static final Set<String> PLAIN = Set.of(
            "fieldRef.apiVersion=\"v1\"",
            "resourceFieldRef.divisor=\"0\"",
            "serviceAccountToken.expirationSeconds=3600",
            "ports.protocol=\"TCP\"",
            "roleRef.apiGroup=\"rbac.authorization.k8s.io\"",
            "rules.scope=\"*\"",
            "volumeClaimTemplates.apiVersion=\"v1\"",
            "volumeClaimTemplates.kind=\"PersistentVolumeClaim\"",
            "volumeClaimTemplates.status={\"phase\":\"Pending\"}",
            "metadata.creationTimestamp=null",
            "spec.volumeMode=\"Filesystem\"");

    private KnownDefaults() {}

    static boolean has(Place place, Map.Entry<String, JsonNode> field, JsonNode siblings) {
        String sentence = place.name() + "." + field.getKey() + "=" + field.getValue();
        return PLAIN.contains(sentence) || isSubjectGroup(sentence, siblings);
    }

    private static boolean isSubjectGroup(String sentence, JsonNode siblings) {
        String kind = siblings.path("kind").asText();
        return sentence.equals("subjects.apiGroup=\"rbac.authorization.k8s.io\"")
                && (kind.equals("User") || kind.equals("Group"));
    }
}
