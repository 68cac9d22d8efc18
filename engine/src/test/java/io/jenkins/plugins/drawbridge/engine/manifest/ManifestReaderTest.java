package io.jenkins.plugins.drawbridge.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ManifestReaderTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static String configMap(String name) {
        return "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + "}\n";
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.getRoot().toPath().resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private String root() {
        return folder.getRoot().toString();
    }

    private static List<Manifest> read(ManifestLimits limits, String... filenames) {
        return new ManifestReader(new ByteArrayInputStream(new byte[0]), limits).read(Arrays.asList(filenames));
    }

    private static List<Manifest> read(String... filenames) {
        return read(ManifestLimits.DEFAULT, filenames);
    }

    private static List<String> names(List<Manifest> manifests) {
        return manifests.stream().map(manifest -> manifest.ref().name()).toList();
    }

    private static void refused(Runnable reading, String... parts) {
        assertThatThrownBy(reading::run).isInstanceOf(InputException.class).hasMessageContainingAll(parts);
    }

    @Test
    public void folders_are_read_recursively_in_lexical_order_and_arguments_in_theirs() throws IOException {
        write("k8s/b.yml", configMap("b"));
        write("k8s/a/z.json", "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"z\"}}");
        write("k8s/a.yaml", configMap("a1") + configMap("a2"));
        write("k8s/notes.txt", "not yaml: [");
        write("k8s/c.YAML", "not yaml: [");
        Path first = write("first.yaml", configMap("first"));
        assertThat(names(read(first.toString(), root() + "/k8s"))).containsExactly("first", "z", "a1", "a2", "b");
    }

    @Test
    public void each_manifest_knows_file_document_and_line() throws IOException {
        write("k8s/a.yaml", "# head\n" + configMap("one") + "---\n# none\n" + configMap("two"));
        List<Manifest> manifests = read(root() + "/k8s");
        assertThat(manifests.get(1).source()).isEqualTo(new Manifest.Source(root() + "/k8s/a.yaml", 2, 9));
        assertThat(manifests.get(0).source()).hasToString(root() + "/k8s/a.yaml:3");
    }

    @Test
    public void a_missing_file_and_a_foreign_extension_are_faults_told_together() throws IOException {
        write("values.toml", "");
        refused(
                () -> read(root() + "/none", root() + "/values.toml"),
                root() + "/none: no such file or folder.",
                root() + "/values.toml: is no .yaml, .yml or .json file");
        refused(() -> read(), "at least one path");
        refused(() -> read("a\0b"), "is no file name");
    }

    @Test
    public void stdin_stands_alone() {
        refused(() -> read("-", "a.yaml"), "cannot read from stdin and other paths together");
        assertThat(names(Yaml.manifests(configMap("a")))).containsExactly("a");
        refused(() -> Yaml.manifests("a: [\n"), "<stdin>:2:1: ");
    }

    @Test
    public void faults_of_all_files_are_told_at_once() throws IOException {
        write("k8s/a.yaml", "kind: ConfigMap\nmetadata: {name: a}\n---\napiVersion: v1\nmetadata: {}\n");
        write("k8s/b.yaml", "a: [\n");
        refused(
                () -> read(root() + "/k8s"),
                "k8s/a.yaml:1:1: apiVersion is missing.",
                "k8s/a.yaml:4:1: kind is missing.",
                "k8s/a.yaml:5:11: metadata.name is missing.",
                "k8s/b.yaml:2:1: is not valid YAML");
    }

    @Test
    public void a_kustomization_among_the_files_is_told_how_it_is_built() throws IOException {
        write("k8s/kustomization.yaml", "resources: [a.yaml]\n");
        write("k8s/other.yaml", "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n");
        refused(
                () -> read(root() + "/k8s"),
                "k8s/kustomization.yaml:1:1: is a kustomization and no object; build its folder with -k",
                "k8s/other.yaml:1:1: is a kustomization and no object; build its folder with -k");
        write(
                "k8s/kustomization.yaml",
                "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n" + "metadata: {name: flux}\n");
        write("k8s/other.yaml", configMap("a"));
        assertThat(names(read(root() + "/k8s"))).containsExactly("flux", "a");
    }

    @Test
    public void many_faults_are_counted_instead_of_shown() {
        refused(() -> Yaml.manifests("---\na: 1\n".repeat(100)), "and 280 more");
    }

    @Test
    public void links_out_of_the_folder_are_refused_and_links_inside_are_read() throws IOException {
        Path outside = write("outside/secret.yaml", configMap("outside"));
        Path inside = write("k8s/sub/real.yaml", configMap("inside"));
        Files.createSymbolicLink(folder.getRoot().toPath().resolve("k8s/link.yaml"), inside);
        assertThat(names(read(root() + "/k8s"))).containsExactly("inside", "inside");
        Files.createSymbolicLink(folder.getRoot().toPath().resolve("k8s/folder"), outside.getParent());
        assertThat(names(read(root() + "/k8s"))).containsExactly("inside", "inside");
        Files.createSymbolicLink(folder.getRoot().toPath().resolve("k8s/out.yaml"), outside);
        refused(() -> read(root() + "/k8s"), "k8s/out.yaml: is a link that leads out of");
    }

    @Test
    public void a_link_to_nothing_is_a_fault() throws IOException {
        write("k8s/a.yaml", configMap("a"));
        Files.createSymbolicLink(folder.getRoot().toPath().resolve("k8s/b.yaml"), Path.of("nowhere.yaml"));
        refused(() -> read(root() + "/k8s"), "k8s/b.yaml: is a link to nothing");
    }

    @Test
    public void what_krmignore_names_is_left_out() throws IOException {
        write("k8s/.krmignore", "# comment\n\n*.tmp.yaml\n/top.yaml\ndrafts/\n**/deep/*.yaml\n!keep.tmp.yaml\n");
        for (String name :
                List.of("a", "a.tmp", "keep.tmp", "top", "sub/top", "sub/drafts/x", "sub/deep/y", "drafts")) {
            write("k8s/" + name + ".yaml", configMap(name.replace('/', '.')));
        }
        assertThat(names(read(root() + "/k8s"))).containsExactly("a", "drafts", "keep.tmp", "sub.top");
        write("k8s/.krmignore", "*a*a*a*a*a*a*a*a*");
        refused(() -> read(root() + "/k8s"), ".krmignore: more than 6 stars");
    }

    @Test
    public void text_that_is_not_utf8_is_refused() throws IOException {
        Path file = write("a.yaml", "");
        Files.write(file, "a: \u00e9".getBytes(StandardCharsets.ISO_8859_1));
        refused(() -> read(file.toString()), "a.yaml: is not UTF-8");
    }

    @Test
    public void limits_hold() throws IOException {
        Path a = write("k8s/a.yaml", configMap("a") + configMap("b"));
        write("k8s/b.yaml", configMap("c"));
        int bytes = (int) Files.size(a);
        refused(
                () -> read(new ManifestLimits(bytes, 9, 9, 999), root() + "/k8s"),
                "k8s/b.yaml: with it, the input is larger than " + bytes + " bytes");
        refused(() -> read(new ManifestLimits(9_999, 1, 9, 999), root() + "/k8s"), "more than 1 files");
        refused(() -> read(new ManifestLimits(9_999, 9, 2, 999), root() + "/k8s"), "more than 2 objects");
        refused(() -> read(new ManifestLimits(9_999, 9, 9, 9), root() + "/k8s"), "more than 9 values");
        assertThat(read(new ManifestLimits(9_999, 9, 3, 999), root() + "/k8s")).hasSize(3);
    }

    @Test
    public void an_endless_input_is_refused_without_reading_it_all() {
        AtomicLong read = new AtomicLong();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                read.incrementAndGet();
                return 'x';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                Arrays.fill(buffer, offset, offset + length, (byte) 'x');
                read.addAndGet(length);
                return length;
            }
        };
        refused(
                () -> new ManifestReader(endless, ManifestLimits.DEFAULT).read(List.of("-")),
                "<stdin>: is larger than 16777216 bytes");
        assertThat(read.get()).isLessThan(17_000_000);
    }

    @Test
    public void hostile_documents_are_refused_with_their_place() {
        refused(
                () -> Yaml.manifests("a: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]\n"),
                "<stdin>:1:4: type tag !!javax.script.ScriptEngineManager is not allowed");
        refused(() -> Yaml.manifests("a: " + "[".repeat(5_000)), "nested deeper than 100 levels");
        String bomb = "data:\n  a: &a [" + "x, ".repeat(900) + "]\n  b: &b [" + "*a, ".repeat(90) + "]\n";
        String document = "---\napiVersion: v1\nkind: X\nmetadata: {name: a}\n" + bomb;
        refused(() -> Yaml.manifests(document + "  c: [" + "*b, ".repeat(90) + "]\n"), "1000000 nodes");
        refused(() -> Yaml.manifests(document.repeat(100)), "more than 5000000 values, aliases followed");
    }

    @Test
    public void a_manifest_does_not_print_its_content() {
        Manifest secret = Yaml.manifest(configMap("a").replace("ConfigMap", "Secret") + "stringData: {k: hunter2}\n");
        assertThat(secret).hasToString("Secret a (<stdin>:2)");
        assertThatThrownBy(() -> Yaml.manifests("stringData: {k: hunter2 [}\n"))
                .hasNoCause()
                .hasMessageNotContaining("hunter2");
    }
}
