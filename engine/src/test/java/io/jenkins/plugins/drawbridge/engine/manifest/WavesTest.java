package io.jenkins.plugins.drawbridge.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.util.List;
import org.junit.Test;

public class WavesTest {

    private static String object(String apiVersion, String kind, String name, String dependsOn) {
        return Yaml.object(apiVersion, kind, name) + "  annotations: {config.kubernetes.io/depends-on: \"" + dependsOn
                + "\"}\n";
    }

    private static List<String> waves(String text) {
        return Waves.of(Yaml.manifests(text)).stream()
                .map(wave -> String.join(
                        ", ",
                        wave.stream().map(manifest -> manifest.ref().toString()).toList()))
                .toList();
    }

    private static void refused(String text, String... parts) {
        List<Manifest> manifests = Yaml.manifests(text);
        assertThatThrownBy(() -> Waves.of(manifests))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    public void one_wave_is_sorted_by_kind_then_group_kind_and_name() {
        assertThat(waves(Yaml.object("v1", "Service", "b")
                        + Yaml.object("x.io/v1", "Zeta", "a")
                        + Yaml.object("apps/v1", "DaemonSet", "d")
                        + Yaml.object("apps/v1", "Deployment", "c")
                        + Yaml.object("b.io/v1", "Other", "a")
                        + Yaml.object("v1", "Secret", "s")
                        + Yaml.object("v1", "Service", "a")
                        + Yaml.object("batch/v1", "Job", "j")))
                .containsExactly("Secret s, Deployment.apps c, DaemonSet.apps d, Job.batch j, Service a, Service b,"
                        + " Other.b.io a, Zeta.x.io a");
        assertThat(Waves.of(List.of())).isEmpty();
    }

    @Test
    public void objects_wait_for_namespace_definition_service_and_named_objects() {
        String text = Yaml.object("x.io/v1", "Thing", "t")
                + "---\n{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: things.x.io},"
                + " spec: {group: x.io, names: {kind: Thing}}}\n"
                + "---\n{apiVersion: v1, kind: Namespace, metadata: {name: shop}}\n"
                + "---\n{apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingWebhookConfiguration,"
                + " metadata: {name: w}, webhooks: [{clientConfig: {service: {name: hook, namespace: shop}}},"
                + " {clientConfig: {service: {name: other, namespace: elsewhere}}}, {clientConfig: {url: x}}]}\n"
                + Yaml.object("v1", "Service", "hook")
                + object("apps/v1", "Deployment", "api", "/namespaces/shop/Service/hook, x.io/namespaces/shop/Thing/t")
                + object("v1", "Pod", "p", "apiextensions.k8s.io/CustomResourceDefinition/things.x.io");
        assertThat(waves(text))
                .containsExactly(
                        "Namespace shop, CustomResourceDefinition.apiextensions.k8s.io things.x.io",
                        "Pod p, Service hook, Thing.x.io t",
                        "Deployment.apps api, ValidatingWebhookConfiguration.admissionregistration.k8s.io w");
    }

    @Test
    public void a_reference_that_leads_out_of_the_input_is_refused() {
        refused(
                object("apps/v1", "Deployment", "api", "/namespaces/shop/Secret/db"),
                "<stdin>:2: external dependency from apps/Deployment shop/api to Secret shop/db");
    }

    @Test
    public void a_reference_that_cannot_be_read_is_refused() {
        for (String value :
                List.of("Secret/db", "a/b/c/d", "/namespaces/shop/Secret/", "a/ns/shop/Secret/x", "a/b/c,")) {
            refused(
                    object("v1", "Pod", "p", value) + Yaml.object("v1", "Pod", "q"),
                    "<stdin>:2: Pod p: failed to parse object reference: ");
        }
    }

    @Test
    public void a_cycle_is_refused_with_its_edges_and_only_those() {
        String text = object("v1", "Pod", "a", "core/namespaces/shop/Pod/b")
                + object("v1", "Pod", "b", "/namespaces/shop/Pod/a")
                + object("v1", "Pod", "victim", "/namespaces/shop/Pod/a");
        refused(
                text,
                "cyclical dependencies:\n- <stdin>:2: Pod shop/a -> Pod shop/b\n- ",
                ": Pod shop/b -> Pod shop/a");
        assertThatThrownBy(() -> Waves.of(Yaml.manifests(text))).hasMessageNotContaining("victim");
        refused(object("v1", "Pod", "a", "/namespaces/shop/Pod/a"), "Pod shop/a -> Pod shop/a");
    }

    @Test(timeout = 60_000)
    public void a_long_chain_is_no_burden() {
        StringBuilder chain = new StringBuilder(Yaml.object("v1", "Pod", "p0"));
        for (int link = 1; link < 5_000; link++) {
            chain.append(object("v1", "Pod", "p" + link, "/namespaces/shop/Pod/p" + (link - 1)));
        }
        assertThat(Waves.of(Yaml.manifests(chain.toString()))).hasSize(5_000);
    }
}
