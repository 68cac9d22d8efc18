package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where labels and annotations go: kustomize's tables for them. */
final class MarkFields {

    private static final String MATCH = "/labelSelector/matchLabels";

    static final FieldSpec METADATA_LABELS = FieldSpec.of(Gvk.ANY, "metadata/labels", true);

    /** Of the object, and of what it makes. */
    static final List<FieldSpec> TEMPLATE_LABELS = concat(
            List.of(
                    METADATA_LABELS,
                    FieldSpec.of(
                            Gvk.group("apps", "StatefulSet"), "spec/volumeClaimTemplates[]/metadata/labels", true)),
            templates("labels"));

    static final List<FieldSpec> ANNOTATIONS =
            concat(List.of(FieldSpec.of(Gvk.ANY, "metadata/annotations", true)), templates("annotations"));

    /** Those of {@link #TEMPLATE_LABELS}, and selectors. */
    static final List<FieldSpec> LABELS = concat(selectors(), TEMPLATE_LABELS);

    private MarkFields() {}

    private static List<FieldSpec> templates(String marks) {
        String template = "spec/template/metadata/" + marks;
        boolean labels = marks.equals("labels");
        return List.of(
                FieldSpec.of(new Gvk("", "v1", "ReplicationController"), template, true),
                FieldSpec.of(Gvk.kind("Deployment"), template, true),
                FieldSpec.of(Gvk.kind("ReplicaSet"), template, true),
                FieldSpec.of(Gvk.kind("DaemonSet"), template, true),
                FieldSpec.of(labels ? Gvk.group("apps", "StatefulSet") : Gvk.kind("StatefulSet"), template, true),
                FieldSpec.of(Gvk.group("batch", "Job"), template, true),
                FieldSpec.of(Gvk.group("batch", "CronJob"), "spec/jobTemplate/metadata/" + marks, true),
                FieldSpec.of(Gvk.group("batch", "CronJob"), "spec/jobTemplate/spec/template/metadata/" + marks, true));
    }

    private static List<FieldSpec> selectors() {
        List<FieldSpec> fields = new ArrayList<>(List.of(
                FieldSpec.of(new Gvk("", "v1", "Service"), "spec/selector", true),
                FieldSpec.of(new Gvk("", "v1", "ReplicationController"), "spec/selector", true),
                FieldSpec.of(Gvk.kind("Deployment"), "spec/selector/matchLabels", true),
                FieldSpec.of(Gvk.kind("ReplicaSet"), "spec/selector/matchLabels", true),
                FieldSpec.of(Gvk.kind("DaemonSet"), "spec/selector/matchLabels", true),
                FieldSpec.of(Gvk.group("apps", "StatefulSet"), "spec/selector/matchLabels", true),
                FieldSpec.of(Gvk.group("batch", "Job"), "spec/selector/matchLabels", false),
                FieldSpec.of(Gvk.group("batch", "CronJob"), "spec/jobTemplate/spec/selector/matchLabels", false),
                FieldSpec.of(Gvk.group("policy", "PodDisruptionBudget"), "spec/selector/matchLabels", false)));
        Gvk policy = Gvk.group("networking.k8s.io", "NetworkPolicy");
        for (String pods : List.of("spec", "spec/ingress/from", "spec/egress/to")) {
            fields.add(FieldSpec.of(policy, pods + "/podSelector/matchLabels", false));
        }
        fields.addAll(placement("Deployment"));
        fields.addAll(placement("StatefulSet"));
        return fields;
    }

    private static List<FieldSpec> placement(String kind) {
        String pod = "spec/template/spec/";
        List<FieldSpec> fields = new ArrayList<>();
        for (String affinity : List.of("affinity/podAffinity/", "affinity/podAntiAffinity/")) {
            String preferred = "preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm";
            String required = "requiredDuringSchedulingIgnoredDuringExecution";
            for (String terms : List.of(preferred, required)) {
                fields.add(FieldSpec.of(Gvk.group("apps", kind), pod + affinity + terms + MATCH, false));
            }
        }
        fields.add(FieldSpec.of(Gvk.group("apps", kind), pod + "topologySpreadConstraints" + MATCH, false));
        return fields;
    }

    private static List<FieldSpec> concat(List<FieldSpec> some, List<FieldSpec> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
