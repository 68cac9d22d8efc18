package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/** Puts all objects into one namespace. */
record NamespaceTransformer(String namespace) implements Transformer {

    private static final List<FieldSpec> FIELDS = List.of(
            FieldSpec.of(Gvk.group("apiregistration.k8s.io", "APIService"), "spec/service/namespace", true),
            FieldSpec.of(
                    Gvk.group("apiextensions.k8s.io", "CustomResourceDefinition"),
                    "spec/conversion/webhook/clientConfig/service/namespace",
                    false));

    @Override
    public void transform(Resources resources) {
        resources.all().forEach(this::move);
        resources.distinct();
    }

    private void move(Resource resource) {
        resource.rememberId();
        if (!resource.gvk().isClusterScoped()) {
            resource.metadata().put("namespace", namespace);
        }
        if (resource.gvk().equals(new Gvk("", "v1", "Namespace"))) {
            resource.metadata().put("name", namespace);
        }
        if (resource.gvk().kind().equals("RoleBinding") || resource.gvk().kind().equals("ClusterRoleBinding")) {
            subjects(resource);
        }
        JsonNode text = TextNode.valueOf(namespace);
        FIELDS.forEach(field -> field.change(resource, text, old -> text));
    }

    /** Only subjects that are named default are certain to be of this namespace. */
    private void subjects(Resource resource) {
        for (JsonNode subject : resource.body().path("subjects")) {
            if (subject instanceof ObjectNode map && map.path("name").asText("").equals("default")) {
                map.put("namespace", namespace);
            }
        }
    }
}
