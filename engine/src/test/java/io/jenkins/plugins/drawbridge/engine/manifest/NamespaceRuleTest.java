package io.jenkins.plugins.drawbridge.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.util.List;
import org.junit.Test;

public class NamespaceRuleTest {

    private static final Scopes SCOPES = (group, kind) -> switch (kind) {
        case "ConfigMap", "Deployment" -> Scopes.Scope.NAMESPACED;
        case "Namespace", "CustomResourceDefinition" -> Scopes.Scope.CLUSTER;
        default -> Scopes.Scope.UNKNOWN;
    };
    private static final NamespaceRule ONLY_SHOP = new NamespaceRule("shop", true);
    private static final NamespaceRule DEFAULT = new NamespaceRule("default", false);

    private static String object(String type, String metadata) {
        return "---\n{" + type + ", metadata: {" + metadata + "}}\n";
    }

    private static final String CONFIG_MAP = "apiVersion: v1, kind: ConfigMap";

    private static void refused(NamespaceRule rule, String text, String... parts) {
        List<Manifest> manifests = Yaml.manifests(text);
        assertThatThrownBy(() -> rule.settle(manifests, SCOPES))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    public void an_object_without_namespace_gets_it_and_the_input_stays_as_it_was() {
        List<Manifest> manifests = Yaml.manifests(object(CONFIG_MAP, "name: a"));
        Manifest settled = ONLY_SHOP.settle(manifests, SCOPES).get(0);
        assertThat(settled.ref().namespace()).isEqualTo("shop");
        assertThat(settled.body().path("metadata").path("namespace").asText()).isEqualTo("shop");
        assertThat(manifests.get(0).ref().namespace()).isEmpty();
    }

    @Test
    public void another_namespace_is_kept_unless_the_user_named_one() {
        String text = object(CONFIG_MAP, "name: a, namespace: infra");
        assertThat(DEFAULT.settle(Yaml.manifests(text), SCOPES).get(0).ref().namespace())
                .isEqualTo("infra");
        refused(
                ONLY_SHOP,
                text,
                "<stdin>:2: ConfigMap a: found resource \"/v1, Kind=ConfigMap\" in namespace \"infra\", but all resources"
                        + " must be in namespace \"shop\"; leave metadata.namespace out, or deploy it to its own");
        assertThat(new NamespaceRule("infra", true).settle(Yaml.manifests(text), SCOPES))
                .hasSize(1);
    }

    @Test
    public void every_broken_rule_is_told() {
        refused(
                ONLY_SHOP,
                object("apiVersion: v1, kind: Namespace", "name: shop, namespace: shop")
                        + object("apiVersion: apps/v1, kind: Nothing", "name: x"),
                "resource \"/v1, Kind=Namespace\" has cluster scope but has namespace set to \"shop\"",
                "<stdin>:4: Nothing.apps x: unknown resource type: \"apps/v1, Kind=Nothing\"");
    }

    @Test
    public void kinds_defined_in_the_same_input_are_known() {
        String definition =
                """
                ---
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: x.y}
                spec: {group: y.io, scope: SCOPE, names: {kind: X}}
                """;
        String resource = object("apiVersion: y.io/v1, kind: X", "name: x");
        assertThat(ONLY_SHOP.settle(Yaml.manifests(definition.replace("SCOPE", "Namespaced") + resource), SCOPES))
                .extracting(manifest -> manifest.ref().namespace())
                .containsExactly("", "shop");
        assertThat(ONLY_SHOP.settle(Yaml.manifests(resource + definition.replace("SCOPE", "Cluster")), SCOPES))
                .extracting(manifest -> manifest.ref().namespace())
                .containsExactly("", "");
    }

    @Test
    public void the_same_object_twice_is_refused_with_both_places_whatever_its_version() {
        refused(
                ONLY_SHOP,
                object(CONFIG_MAP, "name: a") + object("apiVersion: v2, kind: ConfigMap", "name: a, namespace: shop"),
                "<stdin>:4: ConfigMap a: is there twice, first at <stdin>:2");
    }
}
