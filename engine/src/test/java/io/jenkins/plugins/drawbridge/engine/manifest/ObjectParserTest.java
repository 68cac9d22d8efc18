package io.jenkins.plugins.drawbridge.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.util.List;
import org.junit.Test;

public class ObjectParserTest {

    private static void refused(String text, String... parts) {
        assertThatThrownBy(() -> Yaml.manifests(text))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    public void lists_are_unwrapped_at_any_place_and_nested() {
        String text =
                """
                apiVersion: v1
                kind: List
                items:
                - apiVersion: v1
                  kind: ConfigMapList
                  items:
                  - metadata: {name: typed}
                - {apiVersion: apps/v1, kind: Deployment, metadata: {name: api}}
                ---
                {apiVersion: apps/v1, kind: DeploymentList, items: [{metadata: {name: web}}]}
                ---
                {apiVersion: v1, kind: List, items: []}
                """;
        assertThat(Yaml.manifests(text))
                .extracting(manifest -> manifest.ref() + "@" + manifest.ref().apiVersion() + ":"
                        + manifest.source().line())
                .containsExactly(
                        "ConfigMap typed@v1:7", "Deployment.apps api@apps/v1:8", "Deployment.apps web@apps/v1:10");
    }

    @Test
    public void an_object_whose_kind_only_ends_in_list_is_an_object() {
        assertThat(Yaml.manifests("{apiVersion: x.io/v1, kind: AllowList, metadata: {name: a}, spec: {}}"))
                .hasSize(1);
    }

    @Test
    public void local_configuration_is_dropped_even_when_it_is_no_valid_object() {
        assertThat(Yaml.manifests("{kind: X, metadata: {annotations: {config.kubernetes.io/local-config: 'false'}}}"))
                .isEmpty();
    }

    @Test
    public void fields_without_a_value_are_absent() {
        Manifest manifest = Yaml.manifest(
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a, labels: , creationTimestamp: null},"
                        + " spec: {a: ~, b: {c: null}, d: [{e: null}, f]}, status: null}");
        assertThat(manifest.body())
                .hasToString("{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"metadata\":{\"name\":\"a\"},"
                        + "\"spec\":{\"b\":{},\"d\":[{},\"f\"]}}");
    }

    @Test
    public void a_data_key_without_a_value_is_an_empty_text() {
        String text = "{apiVersion: v1, kind: Secret, metadata: {name: a}, stringData: {K: }, data: null}";
        assertThat(Yaml.manifest(text).body().toString()).endsWith("\"stringData\":{\"K\":\"\"}}");
    }

    @Test
    public void what_must_be_base64_is_looked_at_before_a_cluster_is_asked() {
        String secret = "{apiVersion: v1, kind: Secret, metadata: {name: a}, data: {k: 'YQ==', pw: '%s'}}";
        for (String text : List.of("hunter2", "hunter2!", "YQ", "{{X}}", "a\u00e9==")) {
            refused(secret.formatted(text), "<stdin>:1:75: data[pw] is no base64; write the text under stringData");
            assertThatThrownBy(() -> Yaml.manifests(secret.formatted(text))).hasMessageNotContaining("hunter2");
        }
        refused(
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: x!}, binaryData: {b: x!}}",
                "binaryData[b] is no base64; write a text under data");
        assertThat(
                        Yaml.manifests(
                                secret.formatted("YWFh")
                                        + "\n---\n{apiVersion: v1, kind: Secret, metadata: {name: b}, data: {a: , b: \"YWFh\\nYQ==\\n\"}}"))
                .hasSize(2);
    }

    @Test
    public void names_must_be_names() {
        for (String name : List.of("A", "a_b", "-a", "a.", "..", "a/b", "a b", "x".repeat(254))) {
            refused("{apiVersion: v1, kind: Pod, metadata: {name: '" + name + "'}}", "<stdin>:1:46: metadata.name");
        }
        refused("{apiVersion: v1, kind: Pod, metadata: {name: 12}}", "metadata.name must be a text; put quotes");
        refused("{apiVersion: v1, kind: Pod, metadata: {name: ''}}", "metadata.name is missing");
        refused("{apiVersion: v1, kind: Pod, metadata: {generateName: a-}}", "generateName cannot be applied");
        refused("{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: A.b}}", "metadata.namespace \"A.b\"");
        assertThat(Yaml.manifests(
                        "{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: 'system:A'}}"))
                .hasSize(1);
        refused("{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: ..}}", "metadata.name");
    }

    @Test
    public void types_must_be_types() {
        for (String version : List.of("a/b/c", "/v1", "v1/", "../v1", "apps/V1", "v1?x")) {
            refused("{apiVersion: '" + version + "', kind: Pod, metadata: {name: a}}", "<stdin>:1:14: apiVersion");
        }
        refused("{apiVersion: 1, kind: Pod, metadata: {name: a}}", "apiVersion must be a text");
        refused("{apiVersion: v1, kind: Po/d, metadata: {name: a}}", "<stdin>:1:24: kind \"Po/d\"");
    }

    @Test
    public void what_is_no_object_is_refused() {
        refused("- a\n", "<stdin>:1:1: a Kubernetes object is a mapping");
        refused("just text\n", "a Kubernetes object is a mapping");
        refused("{apiVersion: v1, kind: Pod}", "metadata is missing");
        refused("{apiVersion: v1, kind: Pod, metadata: a}", "<stdin>:1:39: metadata is missing");
        refused("{apiVersion: v1, kind: List, items: [a]}", "<stdin>:1:38: a Kubernetes object");
    }

    @Test
    public void texts_that_forgot_their_quotes_are_found_before_the_server_finds_them() {
        refused(
                """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: a
                  labels: {on: true}
                  annotations:
                    port: 8080
                data:
                  N: 1
                  L: [x]
                """,
                "<stdin>:5:16: metadata.labels[on] must be a text; put quotes",
                "<stdin>:7:11: metadata.annotations[port]",
                "<stdin>:9:6: data[N]",
                "<stdin>:10:6: data[L]");
    }

    @Test
    public void string_data_is_folded_into_data_and_wins() {
        Manifest secret = Yaml.manifest("{apiVersion: v1, kind: Secret, metadata: {name: a}, data: {a: eA==, b: eQ==},"
                + " stringData: {b: é, c: ''}}");
        assertThat(StringData.fold(secret).body().toString())
                .endsWith("\"data\":{\"a\":\"eA==\",\"b\":\"w6k=\",\"c\":\"\"}}");
        assertThat(secret.body().has("stringData")).isTrue();
        Manifest other = Yaml.manifest("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, stringData: {b: x}}");
        assertThat(StringData.fold(other)).isSameAs(other);
    }
}
