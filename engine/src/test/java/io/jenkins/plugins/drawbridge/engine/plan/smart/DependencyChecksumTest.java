package io.jenkins.plugins.drawbridge.engine.plan.smart;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.Yaml;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class DependencyChecksumTest {

    private static final String WHOLE_CONFIG_MAP = "474402695ca63dd67a8ee93690d46011d2e19181aeb10c616af3cb48ac36adad";
    private static final String SECRET_KEY = "355c838b5878c899babc73dbde367b0f450f37c41e5fec9c4af0a86900086b72";
    private static final String TEXT = "3f564266de9477b004c53c67de5eb4ec7cedb6dcee5b3d6d77ca2ed6cdd323ca";
    private static final String WHOLE_SECRET = "f8ac3c753041ab4d641d61751aaf9a9422faf88b14b727789a0319fe872ee418";

    private static final String CONFIG_MAP = Yaml.object("v1", "ConfigMap", "example")
                    .replace("shop", "test") + "data: {config: value}\nbinaryData: {bconfig: //0=}\n";
    private static final String SECRET = Yaml.object("v1", "Secret", "example").replace("shop", "test")
            + "data: {data: dmFsdWU=}\nstringData: {otherData: value}\n";

    private static String annotation(String contents, String kind, String podSpec) {
        Manifest workload = kind.equals("Pod")
                ? Yaml.manifest(Yaml.object("v1", kind, "w").replace("shop", "test") + "spec: {" + podSpec + "}\n")
                : Yaml.manifest(Yaml.object("apps/v1", kind, "w").replace("shop", "test") + "spec: {template: {spec: {"
                        + podSpec + "}}}\n");
        Manifest annotated = new DependencyChecksum(Yaml.manifests(contents)).annotate(workload);
        String value = PodTemplate.annotation(annotated.body(), "mia-platform.eu/dependencies-checksum");
        return value == null ? "none" : value;
    }

    private static String deployment(String podSpec) {
        return annotation(CONFIG_MAP + SECRET, "Deployment", podSpec);
    }

    @Test
    public void hashes_are_those_of_mlp() {
        assertThat(Checksum.ofText("value")).isEqualTo(TEXT);
        assertThat(Checksum.ofText("dmFsdWU=")).isEqualTo(SECRET_KEY);
        assertThat(Checksum.ofMap(Map.of("config", "dmFsdWU=", "bconfig", "//0=")))
                .isEqualTo(WHOLE_CONFIG_MAP);
        assertThat(Checksum.ofMap(Map.of("data", "dmFsdWU=", "otherData", "dmFsdWU=")))
                .isEqualTo(WHOLE_SECRET);
        assertThat(Checksum.ofMap(Map.of("config", "b3RoZXJ2YWx1ZQ==")))
                .isEqualTo("89557268706287308eefe82fbdbd327914ac22a23499a45be72ea79483d73a73");
        assertThat(Checksum.ofMap(Map.of("time", "1969-12-31T00:00:00Z")))
                .isEqualTo("a2d1ace0489d09c0ca26a1ab8a8bc9b11e4365cb4f904c434565a59119f3eb15");
    }

    @Test
    public void annotations_are_those_of_mlp_for_every_kind_it_knows() {
        String both =
                "volumes: [{configMap: {name: example}}, {secret: {secretName: missing}}], initContainers: [{env: ["
                        + "{valueFrom: {secretKeyRef: {name: example, key: data}}}, {name: A, value: b}]}]";
        String expected = "e6639472ab29288cafccc49c310dcf7b21109602c2db25e34b10de1041389043";
        for (String kind : List.of("Deployment", "StatefulSet", "DaemonSet", "Pod")) {
            assertThat(annotation(CONFIG_MAP + SECRET, kind, both)).isEqualTo(expected);
        }
        assertThat(annotation(CONFIG_MAP + SECRET, "ReplicaSet", both)).isEqualTo("none");
        assertThat(deployment("containers: [{env: [{valueFrom: {secretKeyRef: {name: example, key: otherData}}},"
                        + " {valueFrom: {configMapKeyRef: {name: missing, key: x}}}]}]"))
                .isEqualTo("ec4cee1e7cd6503727710ff3f36d85576177196688ea2871efae51f9de3c65ea");
        assertThat(deployment("volumes: [{secret: {secretName: example}}]"))
                .isEqualTo("0a7f9b4a49ce906ecfaba03aa45ef6512ecb33639d434107b43473b16d0c1afb");
    }

    @Test
    public void env_from_and_projected_volumes_count_as_the_whole_object() {
        String secret = Checksum.ofMap(Map.of("Secret:example:test", WHOLE_SECRET));
        String configMap = Checksum.ofMap(Map.of("ConfigMap:example:test", WHOLE_CONFIG_MAP));
        assertThat(deployment("containers: [{envFrom: [{secretRef: {name: example}}]}]"))
                .isEqualTo(secret);
        assertThat(deployment("initContainers: [{envFrom: [{prefix: x, configMapRef: {name: example}}]}]"))
                .isEqualTo(configMap);
        assertThat(deployment("volumes: [{projected: {sources: [{secret: {name: example}}]}}]"))
                .isEqualTo(secret);
        assertThat(deployment(
                        "volumes: [{projected: {sources: [{serviceAccountToken: {}}, {configMap: {name: example}}]}}]"))
                .isEqualTo(configMap);
    }

    @Test
    public void what_is_not_read_or_not_in_the_input_changes_nothing() {
        assertThat(deployment("containers: [{image: a}]")).isEqualTo("none");
        assertThat(deployment("containers: [{env: [{valueFrom: {secretKeyRef: {name: example, key: absent}}}]}]"))
                .isEqualTo("none");
        assertThat(deployment("imagePullSecrets: [{name: example}]")).isEqualTo("none");
        assertThat(annotation(
                        SECRET.replace("namespace: test", "namespace: other"),
                        "Deployment",
                        "volumes: [{secret: {secretName: example}}]"))
                .isEqualTo("none");
        assertThat(annotation(
                        Yaml.object("v1", "Service", "example"),
                        "Deployment",
                        "volumes: [{secret: {secretName: example}}]"))
                .isEqualTo("none");
    }

    @Test
    public void only_the_key_that_is_read_counts() {
        String reads = "containers: [{env: [{valueFrom: {configMapKeyRef: {name: cfg, key: PORT}}}]}]";
        String before = Yaml.object("v1", "ConfigMap", "cfg").replace("shop", "test") + "data: {PORT: \"1\", LOG: a}\n";
        assertThat(annotation(before, "Deployment", reads))
                .isEqualTo(annotation(before.replace("LOG: a", "LOG: b"), "Deployment", reads))
                .isNotEqualTo(annotation(before.replace("\"1\"", "\"2\""), "Deployment", reads));
    }

    @Test
    public void base64_counts_by_its_bytes_and_string_data_wins() {
        String reads = "containers: [{env: [{valueFrom: {secretKeyRef: {name: example, key: data}}}]}]";
        String folded = SECRET.replace("{data: dmFsdWU=}", "\n  data: |\n    dmFs\n    dWU=\n");
        assertThat(annotation(folded, "Deployment", reads)).isEqualTo(annotation(SECRET, "Deployment", reads));
        assertThat(annotation(SECRET.replace("otherData: value", "data: value"), "Deployment", reads))
                .isEqualTo(Checksum.ofMap(Map.of("Secret:example:test:data", TEXT)));
    }
}
