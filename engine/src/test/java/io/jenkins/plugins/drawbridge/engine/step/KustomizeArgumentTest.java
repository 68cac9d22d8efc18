package io.jenkins.plugins.drawbridge.engine.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class KustomizeArgumentTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path workspace;

    @Before
    public void make() throws IOException {
        workspace = folder.newFolder("workspace").toPath();
        write("workspace/k8s/base/kustomization.yaml", "resources: [app.yaml]\n");
        write("workspace/k8s/base/app.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: app}\ndata: {a: b}\n");
        write("workspace/k8s/dev/kustomization.yaml", "namePrefix: dev-\nresources: [../base]\n");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.getRoot().toPath().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    public void a_kustomization_is_built_in_place_of_files() {
        StepOrder order = settled(Map.of("kustomize", "k8s/dev"));

        StepFiles files = StepFiles.of(workspace, order);

        assertThat(files.manifests(null).manifests())
                .singleElement()
                .satisfies(manifest -> assertThat(manifest.ref().name()).isEqualTo("dev-app"));
        assertThat(files.texts().get(0).name()).isEqualTo("kustomize k8s/dev");
        assertThat(StepOrderJson.read(StepOrderJson.write(order))).isEqualTo(order);
        assertThat(order.within("shop").kustomize()).isEqualTo("shop/k8s/dev");
    }

    @Test
    public void nothing_outside_the_workspace_is_built() throws IOException {
        write("other/kustomization.yaml", "resources: [secret.yaml]\n");
        write("other/secret.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: foreign}\n");
        write("workspace/k8s/dev/kustomization.yaml", "resources: [../../../other]\n");
        assertThatThrownBy(() -> StepFiles.of(workspace, settled(Map.of("kustomize", "k8s/dev"))))
                .hasMessageContaining("k8s/dev/kustomization.yaml:1:")
                .hasMessageContaining("leads out of the workspace")
                .hasMessageNotContaining(folder.getRoot().toString());

        Files.createSymbolicLink(
                workspace.resolve("k8s/link"), folder.getRoot().toPath().resolve("other"));
        write("workspace/k8s/dev/kustomization.yaml", "resources: [../link]\n");
        assertThatThrownBy(() -> StepFiles.of(workspace, settled(Map.of("kustomize", "k8s/dev"))))
                .hasMessageContaining("leads out of the workspace");
        assertThatThrownBy(() -> StepFiles.of(workspace, settled(Map.of("kustomize", "k8s/link"))))
                .hasMessageContaining("leads out of the workspace");
        assertThatThrownBy(() -> StepFiles.of(workspace, settled(Map.of("kustomize", "../other"))))
                .hasMessageContaining("leads out of the workspace");
    }

    @Test
    public void files_and_placeholders_go_without_a_kustomization() {
        assertThatThrownBy(() -> settled(Map.of("kustomize", "k8s", "files", List.of("k8s"), "interpolate", true)))
                .hasMessage("smartDiff: kustomize takes the place of files; give one of them\n"
                        + "smartDiff: interpolate is about files; a kustomization is built as it is");
    }

    private static StepOrder settled(Map<String, ?> more) {
        Map<String, Object> given = new HashMap<>(more);
        given.put("environment", "DEV");
        return StepArguments.settle(StepParameter.SMART_DIFF, given, Map.of());
    }
}
