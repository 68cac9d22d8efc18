package io.jenkins.plugins.drawbridge.engine.manifest.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestLimits;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestReader;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestText;
import io.jenkins.plugins.drawbridge.engine.manifest.interpolate.Interpolation;
import io.jenkins.plugins.drawbridge.engine.manifest.interpolate.Variables;
import io.jenkins.plugins.drawbridge.testkit.Identity;
import io.jenkins.plugins.drawbridge.testkit.Pki;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class GeneratorTest {

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private static ManifestText text(String name, String content) {
        return new ManifestText(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private List<ManifestText> generated(String... descriptions) {
        List<ManifestText> texts = IntStream.range(0, descriptions.length)
                .mapToObj(index -> text("mlp" + index + ".yaml", descriptions[index]))
                .toList();
        return new Generator(temporary.getRoot().toPath()).generate(texts);
    }

    /** What a deploy makes of the only file. */
    private JsonNode object(String description) {
        List<Manifest> manifests =
                new ManifestReader(InputStream.nullInputStream(), ManifestLimits.DEFAULT).parse(generated(description));
        assertThat(manifests).hasSize(1);
        return manifests.get(0).body();
    }

    private static String decoded(JsonNode base64) {
        return new String(Base64.getDecoder().decode(base64.asText()), StandardCharsets.UTF_8);
    }

    private Path file(String name, byte... content) throws IOException {
        Path file = temporary.getRoot().toPath().resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    private void refused(String description, String... parts) {
        assertThatThrownBy(() -> generated(description))
                .as(description)
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    public void the_example_of_the_specification_becomes_a_secret() {
        String description =
                "secrets: [{name: db, when: once, data: [{from: literal, key: pw, value: \"{{DB_PW}}\"}]}]";
        List<ManifestText> files = Interpolation.fill(
                        List.of(text("mlp.yaml", description)),
                        new Variables(Map.of("DEV_DB_PW", "s3"), List.of("DEV_")))
                .withoutValues(new Generator(Path.of(""))::generate);
        assertThat(files).extracting(ManifestText::name).containsExactly("db.secret.yaml");
        assertThat(new String(files.get(0).content(), StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        apiVersion: v1
                        kind: Secret
                        metadata:
                          name: db
                          annotations:
                            mia-platform.eu/deploy: once
                        type: Opaque
                        data:
                          pw: czM=
                        """);
    }

    @Test
    public void without_when_a_secret_has_the_annotation_mlp_gives_it_and_a_config_map_has_none() {
        String data = "data: [{from: literal, key: a, value: }]";
        assertThat(object("secrets: [{name: s, " + data + "}]").at("/metadata/annotations"))
                .hasToString("{\"mia-platform.eu/deploy\":\"\"}");
        assertThat(object("config-maps: [{name: c, " + data + "}]"))
                .hasToString(
                        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"c\"},\"data\":{\"a\":\"\"}}");
        assertThat(object("config-maps: [{name: c, when: once, " + data + "}]").at("/metadata/annotations"))
                .hasToString("{\"mia-platform.eu/deploy\":\"once\"}");
    }

    @Test
    public void a_login_to_a_registry_is_written_as_docker_reads_it() {
        JsonNode secret = object(
                "secrets: [{name: pull, docker: {username: ada, password: '0123', email: a@b.c, server: r.io}}]");
        assertThat(secret.path("type").asText()).isEqualTo("kubernetes.io/dockerconfigjson");
        assertThat(decoded(secret.at("/data/.dockerconfigjson")))
                .isEqualTo(
                        "{\"auths\":{\"r.io\":{\"username\":\"ada\",\"password\":\"0123\",\"email\":\"a@b.c\",\"auth\":\"YWRhOjAxMjM=\"}}}");
    }

    @Test
    public void a_login_needs_no_address_so_an_empty_one_is_none() {
        for (String none : List.of("", "email: '', ", "email: , ")) {
            JsonNode secret =
                    object("secrets: [{name: pull, docker: {username: ada, password: p, " + none + "server: r.io}}]");
            assertThat(decoded(secret.at("/data/.dockerconfigjson"))).doesNotContain("email");
        }
    }

    @Test
    public void a_file_has_its_name_as_key_or_the_key_that_is_given() throws IOException {
        file("conf/app.properties", "a=1\nb: \"é\"\n".getBytes(StandardCharsets.UTF_8));
        file("logo.png", (byte) 0xff, (byte) 0xfd);
        JsonNode object = object(
                """
                config-maps:
                - name: files
                  data:
                  - {from: file, file: conf/app.properties}
                  - {from: file, file: conf/app.properties, key: other}
                  - {from: file, file: logo.png}
                """);
        assertThat(object.path("data"))
                .hasToString("{\"app.properties\":\"a=1\\nb: \\\"é\\\"\\n\",\"other\":\"a=1\\nb: \\\"é\\\"\\n\"}");
        assertThat(object.path("binaryData")).hasToString("{\"logo.png\":\"//0=\"}");
        assertThat(decoded(object("secrets: [{name: s, data: [{from: file, file: conf/app.properties}]}]")
                        .at("/data/app.properties")))
                .isEqualTo("a=1\nb: \"é\"\n");
    }

    @Test
    public void every_text_is_read_back_as_it_was() throws IOException {
        String odd = "yes\t: #\\ \"'\u0000\u0007\u007f\u0085\u00a0\u2028\ufeff\ufffe\ud83d\ude00\r\n";
        file("odd", odd.getBytes(StandardCharsets.UTF_8));
        assertThat(object("config-maps: [{name: c, data: [{from: file, file: odd}]}]")
                        .at("/data/odd")
                        .asText())
                .isEqualTo(odd);
        for (String word :
                List.of("yes", "0644", "1e3", "~", "null", ".inf", "a: b", "- a", "2001-01-01", "x", " x ")) {
            assertThat(object("config-maps: [{name: c, data: [{from: literal, key: 'on', value: '" + word + "'}]}]")
                            .at("/data/on")
                            .asText())
                    .isEqualTo(word);
        }
    }

    @Test
    public void a_tls_pair_must_belong_together() throws IOException {
        Pki pki = Pki.create("authority");
        Identity one = pki.server("one.example.com");
        Identity two = pki.server("two.example.com");
        file("tls.crt", one.certificatePem().getBytes(StandardCharsets.UTF_8));
        file("one.key", one.privateKeyPem().getBytes(StandardCharsets.UTF_8));
        file("two.key", two.privateKeyPem().getBytes(StandardCharsets.UTF_8));
        String tls = "secrets: [{name: web, tls: {cert: {from: file, file: tls.crt}, key: {from: file, file: %s}}}]";
        JsonNode secret = object(tls.formatted("one.key"));
        assertThat(secret.path("type").asText()).isEqualTo("kubernetes.io/tls");
        assertThat(decoded(secret.at("/data/tls.crt"))).isEqualTo(one.certificatePem());
        assertThat(decoded(secret.at("/data/tls.key"))).isEqualTo(one.privateKeyPem());
        refused(tls.formatted("two.key"), "mlp0.yaml:1:28: tls: the certificate is not of this key");
        refused(tls.formatted("tls.crt"), "tls: key: there is no private key in it");
        refused(
                "secrets: [{name: w, tls: {cert: {from: literal, value: x}, key: {from: file, file: one.key}}}]",
                "tls: cert: this is no PEM text");
    }

    @Test
    public void what_is_not_known_is_refused_with_what_there_is() throws IOException {
        refused(
                "secret: []",
                "mlp0.yaml:1:1: unknown key 'secret'",
                "did you mean 'secrets'",
                "apiVersion, kind, secrets, config-maps");
        refused("secrets: [{name: a}]", "lacks one of 'data', 'docker', 'tls'");
        refused(
                "secrets: [{name: a, data: [], docker: {}}]",
                "'data' and 'docker' at once",
                "lacks the key 'username'");
        refused(
                "secrets: [{name: a, data: [{from: vault, key: a, value: s3cret}]}]",
                "mlp0.yaml:1:35: this must be literal or file");
        refused("secrets: [{name: a, when: onec, data: []}]", "this must be once or always");
        refused("secrets: [{name: ../a, data: []}]", "1:18: this must be lower-case letters");
        refused("secrets: [{name: a, data: [{from: literal, value: x}]}]", "data item: a literal needs a 'key'");
        refused(
                "secrets: [{name: a, data: [{from: literal, key: a}]}]",
                "'from: literal' needs 'value' and has no 'file'");
        refused(
                "secrets: [{name: a, data: [{from: file, key: a, value: x}]}]",
                "'from: file' needs 'file' and has no 'value'");
        refused(
                "secrets: [{name: a, data: [{from: file, file: none}]}]",
                "mlp0.yaml:1:28: data item: the file none does not exist");
        refused("secrets: [{name: a, data: [{from: file, file: .}]}]", "the file . is no regular file");
        refused("secrets: [{name: a, data: [{from: literal, key: a/b, value: x}]}]", "at most 253 letters");
        refused(
                "config-maps: [{name: a, data: [{from: literal, key: a, value: x}, {from: literal, key: a, value: y}]}]",
                "the key 'a' is there twice");
        refused("config-maps: [{name: a}, {name: a}]", "a second config map with this name");
        refused("a: 1\n---\nb: 2\n", "holds 2 YAML documents");
        file("large", new byte[1024 * 1024 + 1]);
        refused("config-maps: [{name: a, data: [{from: file, file: large}]}]", "the file large is over 1 MiB");
        file("with space", (byte) 'x');
        refused("config-maps: [{name: a, data: [{from: file, file: with space}]}]", "give a 'key'");
    }

    @Test
    public void an_object_is_described_once_in_all_files_and_all_faults_are_told() {
        String one = "config-maps: [{name: a}]";
        assertThat(generated(one, "secrets: [{name: a, data: []}]", "# nothing\n"))
                .extracting(ManifestText::name)
                .containsExactly("a.configmap.yaml", "a.secret.yaml");
        assertThatThrownBy(() -> generated(one, one, "x: 1"))
                .hasMessageStartingWith("mlp1.yaml: ConfigMap a is in mlp0.yaml already; remove one of the two\n"
                        + "mlp2.yaml:1:1: unknown key 'x'");
    }

    @Test
    public void no_message_holds_a_value_that_was_filled_in() {
        for (String description : List.of(
                "secrets: [{name: \"{{X}}\", data: []}]",
                "secrets: [{name: a, {{X}}: 1}]",
                "secrets: [{name: a, data: [{from: file, file: \"{{X}}\"}]}]",
                "secrets: [{name: a, data: [{from: {{X}}}]}]",
                "secrets: {{X}}")) {
            assertThatThrownBy(() -> Interpolation.fill(
                                    List.of(text("mlp.yaml", description)),
                                    new Variables(Map.of("X", "/S3cret/Word"), List.of()))
                            .withoutValues(new Generator(Path.of(""))::generate))
                    .as(description)
                    .hasMessageStartingWith("mlp.yaml:1:")
                    .hasMessageNotContainingAny("S3cret", "Word");
        }
    }
}
