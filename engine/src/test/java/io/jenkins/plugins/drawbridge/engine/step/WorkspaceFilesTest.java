package io.jenkins.plugins.drawbridge.engine.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class WorkspaceFilesTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path workspace;

    @Before
    public void checkOut() throws IOException {
        workspace = folder.newFolder("workspace").toPath().toRealPath();
        for (String file : List.of("k8s/b.yaml", "k8s/a.yaml", "k8s/api/c.yaml", "k8s/readme.md", "other/d.yaml")) {
            Files.createDirectories(workspace.resolve(file).getParent());
            Files.createFile(workspace.resolve(file));
        }
    }

    @Test
    public void folders_files_and_patterns_are_found_in_the_order_given() {
        assertThat(found("other/d.yaml", "k8s", "k8s/*.yaml"))
                .containsExactly("other/d.yaml", "k8s", "k8s/a.yaml", "k8s/b.yaml");
        assertThat(found("k8s/**.yaml")).containsExactly("k8s/a.yaml", "k8s/api/c.yaml", "k8s/b.yaml");
        assertThat(found("*/d.yam?")).containsExactly("other/d.yaml");
        assertThat(found("{k8s,other}/*.yaml")).containsExactly("k8s/a.yaml", "k8s/b.yaml", "other/d.yaml");
    }

    @Test
    public void what_leads_out_of_the_workspace_is_refused() throws IOException {
        Files.createDirectory(folder.getRoot().toPath().resolve("secrets"));
        Files.createFile(folder.getRoot().toPath().resolve("secrets/s.yaml"));
        Files.createSymbolicLink(
                workspace.resolve("link"), folder.getRoot().toPath().resolve("secrets"));
        for (String name : List.of("../secrets", "../secrets/*.yaml", "link", "link/*.yaml", "/etc", "/etc/*")) {
            assertRefused(new WorkspaceFiles(workspace), name, "leads out of the workspace");
        }
    }

    @Test
    public void a_pattern_that_is_none_or_matches_nothing_is_told() {
        WorkspaceFiles files = new WorkspaceFiles(workspace);
        assertRefused(files, "[*", "[* is no pattern");
        assertRefused(files, "k8s/*.json", "nothing in the workspace matches k8s/*.json");
        assertRefused(files, "nowhere/*.yaml", "nowhere/ is not in the workspace");
    }

    @Test
    public void more_files_than_are_looked_at_are_refused_instead_of_overlooked() {
        WorkspaceFiles files = new WorkspaceFiles(workspace, 6);
        assertRefused(files, "**.yaml", "begin the pattern with the folder");
        assertThat(files.find(List.of("k8s/**.yaml"))).hasSize(3);
    }

    private List<String> found(String... names) {
        return new WorkspaceFiles(workspace)
                .find(List.of(names)).stream()
                        .map(path -> workspace.relativize(Path.of(path)).toString())
                        .toList();
    }

    private static void assertRefused(WorkspaceFiles files, String name, String sentence) {
        assertThatThrownBy(() -> files.find(List.of(name)))
                .as(name)
                .isInstanceOf(InputException.class)
                .hasMessageContaining(sentence);
    }
}
