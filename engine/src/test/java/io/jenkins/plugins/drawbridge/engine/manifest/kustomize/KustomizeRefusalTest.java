package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class KustomizeRefusalTest {

    private static final String CONFIG = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: v}}\n";

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Test
    public void an_unknown_field_is_told_with_its_place_and_the_fields_there_are() throws IOException {
        assertRefused("resources: []\nnameprefix: x\n", ":2:1: unknown key 'nameprefix'", "did you mean 'namePrefix'?");
        assertRefused("images:\n- {name: a, tag: b}\n", ":2:13: unknown key 'tag' in entry of images", "newTag");
    }

    @Test
    public void what_needs_a_program_or_the_network_is_refused_with_what_to_do_instead() throws IOException {
        assertRefused("helmCharts: [{name: x}]\n", ":1:", "'helmCharts' is not supported", "helm template");
        assertRefused("generators: [x.yaml]\n", "no plugin is run");
        assertRefused("vars: [{name: A}]\n", "use replacements");
        for (String remote : new String[] {
            "https://example.com/a.yaml", "github.com/a/b//c?ref=main", "git@example.com:a/b", "ssh://git@h/a"
        }) {
            assertRefused("resources: ['" + remote + "']\n", ":1:13: nothing is fetched from elsewhere");
        }
    }

    @Test
    public void files_outside_the_folder_are_refused_links_followed() throws IOException {
        write("secret.yaml", CONFIG);
        write("build/x", "");
        Files.createSymbolicLink(path("build/link.yaml"), path("secret.yaml"));
        assertRefused("resources: [../secret.yaml]\n", ":1:13: the file lies outside the folder");
        assertRefused("resources: [link.yaml]\n", ":1:13: the file lies outside the folder");
        assertRefused("configMapGenerator: [{name: c, files: [/etc/hostname]}]\n", "the file lies outside the folder");
        assertThat(new Kustomize(LoadRestrictor.NONE, ManifestLimits.DEFAULT)
                        .build(path("build").toString()))
                .isNotEmpty();
        write("build/kustomization.yaml", "resources: [link.yaml]\n");
        assertThat(new Kustomize(LoadRestrictor.NONE, ManifestLimits.DEFAULT)
                        .build(path("build").toString()))
                .contains("name: a");
    }

    @Test
    public void kustomizations_cannot_build_on_themselves() throws IOException {
        write("other/kustomization.yaml", "resources: [../build]\n");
        assertRefused("resources: [../other]\n", "other/kustomization.yaml:1:13: cycle:");
        assertRefused("resources: [.]\n", "build/kustomization.yaml:1:13: cycle:");
        assertRefused("resources: [..]\n", "build/kustomization.yaml:1:13: cycle:");
    }

    @Test
    public void a_patch_without_its_object_is_told_where_it_stands() throws IOException {
        write("build/a.yaml", CONFIG);
        assertRefused(
                "resources: [a.yaml]\npatches:\n- patch: |-\n    " + CONFIG.replace("name: a", "name: b"),
                ":3:10: there is no ConfigMap b to patch");
        assertRefused(
                "resources: [a.yaml]\npatches:\n- target: {kind: ConfigMap}\n  patch: '[{op: remove, path: /data/x}]'\n",
                ":4: operation 1 of the JSON patch: the object has nothing at /data/x");
        assertRefused(
                "resources: [a.yaml]\npatches:\n- patch: |-\n    " + CONFIG.replace("{k: v}", "[k]"),
                "the patch has a list where the object has a mapping, in data");
        assertRefused(
                "resources: [a.yaml]\nreplicas: [{name: a, count: 1}]\n",
                ":2:19: nothing that has replicas is called a");
    }

    @Test
    public void a_secret_is_in_no_message() throws IOException {
        assertRefused("secretGenerator: [{name: s, literals: [hunter2]}]\n", "a literal must be of the form key=value");
        assertThatThrownBy(() -> build("secretGenerator: [{name: s, literals: [hunter2]}]\n"))
                .hasMessageNotContaining("hunter2");
    }

    @Test
    public void a_pattern_that_never_ends_is_refused() throws IOException {
        write("build/a.yaml", CONFIG.replace("name: a", "name: " + "a".repeat(200)));
        assertRefused(
                "resources: [a.yaml]\npatches:\n- {target: {name: 'a*a*a*a*a*a*a*b'}, patch: '[{op: test, path: /a}]'}\n",
                "a pattern takes too long to match");
    }

    @Test
    public void what_is_read_is_bounded() throws IOException {
        write("build/kustomization.yaml", "resources: [a.yaml]\n");
        write("build/a.yaml", CONFIG);
        String folder = path("build").toString();
        for (ManifestLimits limits : new ManifestLimits[] {
            new ManifestLimits(40, 10, 10, 100),
            new ManifestLimits(1000, 1, 10, 100),
            new ManifestLimits(1000, 10, 0, 100),
            new ManifestLimits(1000, 10, 10, 3)
        }) {
            assertThatThrownBy(() -> new Kustomize(LoadRestrictor.ROOT_ONLY, limits).build(folder))
                    .isInstanceOf(InputException.class)
                    .hasMessageMatching("(?s).*(more than \\d+ (bytes|files|objects|values)).*");
        }
    }

    @Test
    public void what_is_made_is_bounded_however_little_is_read() throws IOException {
        write("build/a.yaml", CONFIG);
        assertTooMuch("values", patch(numbered(14, "- {op: copy, from: /data, path: /data/k%d}")));
        assertTooMuch("values", patch("- {op: add, path: /data/x, value: [" + "1,".repeat(3_000) + "]}"));
        assertTooMuch(
                "values",
                "replacements:\n"
                        + numbered(
                                14,
                                "- source: {kind: ConfigMap, fieldPath: data}\n"
                                        + "  targets: [{select: {kind: ConfigMap}, fieldPaths: [data.k%d],"
                                        + " options: {create: true}}]"));
        assertTooMuch("values", "commonLabels:\n" + numbered(2_600, "  l%d: x"));
        String twice = "- source: {kind: ConfigMap, fieldPath: data.k}\n  targets: [{select: {kind: ConfigMap},"
                + " fieldPaths: [data.k], options: {delimiter: '-', index: -1}}]\n";
        assertTooMuch("characters", "replacements:\n" + twice.repeat(14));
        String generators = "configMapGenerator: [{name: x}, {name: y}, {name: z}]\n";
        assertTooMuch("characters", generators + "namePrefix: " + "x".repeat(4_000) + "\n");
        assertTooMuch("characters", "commonAnnotations: {a: &a " + "x".repeat(3_000) + ", b: *a, c: *a}\n");
    }

    private static String patch(String operations) {
        return "patches:\n- target: {kind: ConfigMap}\n  patch: |\n" + operations.indent(4);
    }

    private static String numbered(int count, String line) {
        return IntStream.range(0, count).mapToObj(line::formatted).collect(Collectors.joining("\n", "", "\n"));
    }

    /** A build that reads little and would make more than the limits allow. */
    private void assertTooMuch(String what, String kustomization) throws IOException {
        ManifestLimits limits = new ManifestLimits(what.equals("values") ? 4_000_000 : 4_500, 100, 100, 2_500);
        write("build/kustomization.yaml", "resources: [a.yaml]\n" + kustomization);
        assertThatThrownBy(() -> new Kustomize(LoadRestrictor.ROOT_ONLY, limits)
                        .build(path("build").toString()))
                .as(kustomization.lines().limit(4).toList().toString())
                .isInstanceOf(InputException.class)
                .hasMessageMatching("(?s).*more than \\d+ " + what + ".*");
    }

    @Test
    public void a_folder_without_a_kustomization_or_with_two_is_refused() throws IOException {
        write("none/a.yaml", CONFIG);
        write("two/kustomization.yaml", "");
        write("two/Kustomization", "");
        assertThatThrownBy(() -> new Kustomize(LoadRestrictor.ROOT_ONLY, ManifestLimits.DEFAULT)
                        .build(path("none").toString()))
                .hasMessageContaining("holds no kustomization.yaml");
        assertThatThrownBy(() -> new Kustomize(LoadRestrictor.ROOT_ONLY, ManifestLimits.DEFAULT)
                        .build(path("two").toString()))
                .hasMessageContaining("holds kustomization.yaml and Kustomization; keep one of them");
    }

    private void assertRefused(String kustomization, String... parts) throws IOException {
        write("build/kustomization.yaml", kustomization);
        assertThatThrownBy(() -> build(kustomization))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(parts);
    }

    private String build(String kustomization) throws IOException {
        write("build/kustomization.yaml", kustomization);
        return new Kustomize(LoadRestrictor.ROOT_ONLY, ManifestLimits.DEFAULT)
                .build(path("build").toString());
    }

    private Path path(String name) {
        return temporary.getRoot().toPath().resolve(name);
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(path(name).getParent());
        Files.writeString(path(name), text);
    }
}
