package io.jenkins.plugins.drawbridge.engine.manifest.interpolate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.engine.manifest.ManifestLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TextFilesTest {

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private final List<String> notes = new ArrayList<>();
    private Path folder;
    private String root;

    @Before
    public void write() throws IOException {
        folder = Files.createDirectories(temporary.getRoot().toPath().resolve("k8s"));
        root = folder.toString();
        for (String name : List.of("b.yml", "a.yaml", "notes.txt", "c.YAML", "below/d.yaml")) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), "");
        }
    }

    private List<String> found(boolean folders, boolean missing, String... names) {
        return new TextFiles(ManifestLimits.DEFAULT, notes::add, folders, missing).find(List.of(names));
    }

    @Test
    public void a_folder_stands_for_the_yaml_files_in_it_and_not_for_those_below() {
        assertThat(found(true, false, root + "/b.yml", root))
                .containsExactly(root + "/b.yml", root + "/a.yaml", root + "/b.yml");
        assertThat(notes).isEmpty();
    }

    @Test
    public void what_is_left_out_is_said() {
        assertThat(found(false, true, root, root + "/notes.txt", root + "/none.yaml"))
                .isEmpty();
        assertThat(notes)
                .containsExactly(
                        root + ": is a folder; it is left out",
                        root + "/notes.txt: is no .yaml or .yml file; it is left out",
                        "no such file or directory: " + root + "/none.yaml");
    }

    @Test
    public void missing_files_and_links_that_lead_out_are_faults_told_together() throws IOException {
        Files.createSymbolicLink(folder.resolve("in.yaml"), Path.of("a.yaml"));
        assertThat(found(true, false, root)).contains(root + "/in.yaml");
        Files.writeString(temporary.getRoot().toPath().resolve("out.yaml"), "");
        Files.createSymbolicLink(folder.resolve("z.yaml"), Path.of("../out.yaml"));
        assertThatThrownBy(() -> found(true, false, root, "none"))
                .hasMessage(root + "/z.yaml: is a link that leads out of its folder; put the file itself there.\n"
                        + "no such file or directory: none");
        ManifestLimits few = new ManifestLimits(10, 2, 10, 10);
        assertThatThrownBy(() -> new TextFiles(few, notes::add, true, false).find(List.of(root)))
                .hasMessageContaining("holds more than 2 files");
    }
}
