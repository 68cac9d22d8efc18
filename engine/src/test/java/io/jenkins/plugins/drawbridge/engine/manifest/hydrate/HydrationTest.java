package io.jenkins.plugins.drawbridge.engine.manifest.hydrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.engine.manifest.ManifestLimits;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlLimits;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class HydrationTest {

    private static final String LABEL = "metadata:\n  labels:\n    app.kubernetes.io/managed-by: mlp\n";

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path write(String name, String text) throws IOException {
        Path file = temporary.getRoot().toPath().resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private String hydrated() {
        return Hydration.of(temporary.getRoot().toString(), ManifestLimits.DEFAULT)
                .map(Hydrated::text)
                .orElse("nothing to add");
    }

    private String hydrated(String kustomization) throws IOException {
        write("kustomization.yaml", kustomization);
        String text = hydrated();
        write("kustomization.yaml", text.equals("nothing to add") ? kustomization : text);
        assertThat(hydrated()).as("a second time").isEqualTo("nothing to add");
        return text;
    }

    @Test
    public void files_become_resources_and_patches() throws IOException {
        for (String name :
                List.of("b.yml", "api.yaml", "api.patch.yaml", "patch.yml", "X.PATCH.YAML", "dispatch.yaml", "a.txt")) {
            write(name, "");
        }
        write("below/c.yaml", "");
        assertThat(hydrated(""))
                .isEqualTo("resources:\n- api.yaml\n- b.yml\n- dispatch.yaml\n"
                        + "patches:\n- path: X.PATCH.YAML\n- path: api.patch.yaml\n- path: patch.yml\n" + LABEL);
    }

    @Test
    public void what_is_there_stays_with_its_comments_and_its_order() throws IOException {
        write("api.yaml", "");
        write("new.yaml", "");
        write("api.patch.yaml", "");
        write("new.patch.yaml", "");
        assertThat(
                        hydrated(
                                """
                                # ours
                                namespace: shop
                                patches:
                                  - path: api.patch.yaml   # first
                                    target: {kind: Deployment}
                                  - patch: |-
                                      # not a comment
                                      - op: remove
                                  # the end of the patches
                                resources:
                                - ./api.yaml
                                - ../base

                                # images last
                                images:
                                - {name: api, newTag: 1.2.3}
                                metadata:
                                  name: shop
                                  labels:
                                    team: a
                                """))
                .isEqualTo(
                        """
                        # ours
                        namespace: shop
                        patches:
                          - path: api.patch.yaml   # first
                            target: {kind: Deployment}
                          - patch: |-
                              # not a comment
                              - op: remove
                          - path: new.patch.yaml
                          # the end of the patches
                        resources:
                        - ./api.yaml
                        - ../base
                        - new.yaml

                        # images last
                        images:
                        - {name: api, newTag: 1.2.3}
                        metadata:
                          name: shop
                          labels:
                            app.kubernetes.io/managed-by: mlp
                            team: a
                        """);
    }

    @Test
    public void a_file_that_is_named_already_is_not_named_again_as_something_else() throws IOException {
        for (String name : List.of("api.yaml", "patch.yaml", "old.yaml", "NEW.YAML")) {
            write(name, "");
        }
        assertThat(hydrated(
                        "patchesStrategicMerge: [old.yaml]\npatches: [{path: api.yaml}]\nresources: [patch.yaml]\n"))
                .startsWith("patchesStrategicMerge: [old.yaml]\npatches: [{path: api.yaml}]\n"
                        + "resources: [patch.yaml, NEW.YAML]\n");
    }

    @Test
    public void empty_lists_and_lists_on_one_line_are_filled() throws IOException {
        write("api.yaml", "");
        write("patch.yaml", "");
        assertThat(hydrated("resources:\npatches: []\nmetadata:\n  name: a\n"))
                .isEqualTo("resources:\n- api.yaml\npatches: [{path: patch.yaml}]\nmetadata:\n  labels:\n"
                        + "    app.kubernetes.io/managed-by: mlp\n  name: a\n");
        assertThat(hydrated("resources: [../base] # one\npatches:\n" + LABEL))
                .isEqualTo("resources: [../base, api.yaml] # one\npatches:\n- path: patch.yaml\n" + LABEL);
    }

    @Test
    public void an_unusual_layout_is_written_anew_and_says_the_same_and_more() throws IOException {
        write("api.yaml", "");
        for (String unusual : List.of(
                "{resources: [\"]\", ../base], metadata: {labels: {a: b}}}\n",
                "resources: [\n  ../base,\n]\nmetadata: {}\n",
                "resources: [../base,]\nmetadata:\n  labels: {app.kubernetes.io/managed-by: us}\n",
                "resources:\n- ../base\n...\n")) {
            String text = hydrated(unusual);
            assertThat(YamlReader.read("k", text, YamlLimits.CONFIGURATION)
                            .get(0)
                            .toJson()
                            .toString())
                    .as(unusual)
                    .contains("\"../base\",\"api.yaml\"]", "\"app.kubernetes.io/managed-by\":\"mlp\"");
        }
    }

    @Test
    public void a_name_that_yaml_would_take_for_something_else_is_quoted() throws IOException {
        write("#a: b.yaml", "");
        assertThat(hydrated("")).startsWith("resources:\n- \"#a: b.yaml\"\n");
    }

    @Test
    public void there_is_exactly_one_kustomization_and_it_is_a_mapping_of_lists() throws IOException {
        String root = temporary.getRoot().toString();
        assertThatThrownBy(this::hydrated)
                .hasMessage(root + ": missing kustomization file \"kustomization.yaml\"; make one, an empty file does");
        write("Kustomization", "resources: a\n");
        assertThatThrownBy(this::hydrated).hasMessage(root + "/Kustomization:1:12: resources must be a list");
        write("Kustomization", "- a\n");
        assertThatThrownBy(this::hydrated).hasMessageContaining("a kustomization is one YAML mapping");
        write("kustomization.yml", "");
        assertThatThrownBy(this::hydrated)
                .hasMessage(root + ": found multiple kustomization file: kustomization.yml, Kustomization");
        assertThatThrownBy(() -> Hydration.of(root + "/none", ManifestLimits.DEFAULT))
                .hasMessage(root + "/none: no such folder");
    }
}
