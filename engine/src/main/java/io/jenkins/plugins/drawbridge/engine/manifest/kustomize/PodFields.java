package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import java.util.ArrayList;
import java.util.List;

/** Where the kinds that run pods keep the pod's own fields. */
final class PodFields {

    private static final List<String> WITH_TEMPLATE =
            List.of("Deployment", "ReplicaSet", "DaemonSet", "StatefulSet", "Job");

    private PodFields() {}

    /** The field, written as in a Pod without {@code spec/}, in each kind. */
    static List<FieldSpec> everywhere(String... fields) {
        return at(WITH_TEMPLATE, true, fields);
    }

    /** As kustomize has it for service accounts, claims and priority classes. */
    static List<FieldSpec> withReplicationControllers(String... fields) {
        return at(List.of("StatefulSet", "Deployment", "ReplicationController", "Job", "DaemonSet"), false, fields);
    }

    private static List<FieldSpec> at(List<String> withTemplate, boolean podTemplates, String... fields) {
        List<FieldSpec> specs = new ArrayList<>();
        for (String field : fields) {
            specs.add(FieldSpec.of(new Gvk("", podTemplates ? "v1" : "", "Pod"), "spec/" + field, false));
            if (podTemplates) {
                specs.add(FieldSpec.of(Gvk.kind("PodTemplate"), "template/spec/" + field, false));
            }
            withTemplate.forEach(kind -> specs.add(FieldSpec.of(Gvk.kind(kind), "spec/template/spec/" + field, false)));
            specs.add(FieldSpec.of(Gvk.kind("CronJob"), "spec/jobTemplate/spec/template/spec/" + field, false));
        }
        return specs;
    }
}
