package io.jenkins.plugins.drawbridge.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FileSecretTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void reads_anew_each_time_without_the_line_break_at_the_end() throws Exception {
        Path file = folder.newFile("token").toPath();
        FileSecret secret = new FileSecret(file);

        Files.writeString(file, "first\r\n");
        assertThat(secret.read().reveal()).isEqualTo("first");
        Files.writeString(file, "other\n");
        assertThat(secret.read().reveal()).isEqualTo("other");
        assertThat(secret).hasToString("file " + file);
    }

    @Test
    public void says_which_file_and_what_is_wrong_with_it() throws Exception {
        Path file = folder.newFile("token").toPath();

        assertFault(file, " is empty; a secret was expected in it");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
        assertFault(file, " is not UTF-8 text");
        Files.write(file, new byte[1024 * 1024 + 1]);
        assertFault(file, " is over 1024 KiB, too large here");
        assertFault(file.resolveSibling("nowhere"), " does not exist");
        assertFault(folder.getRoot().toPath(), " is no regular file");
        assertFault(Path.of("/dev/zero"), " is no regular file");
    }

    @Test
    public void an_environment_variable_must_be_set_and_not_empty() {
        Map<String, String> environment = Map.of("TOKEN", "value", "EMPTY", "");

        assertThat(new EnvironmentSecret("TOKEN", environment).read().reveal()).isEqualTo("value");
        assertThatThrownBy(() -> new EnvironmentSecret("EMPTY", environment).read())
                .isInstanceOf(InputException.class)
                .hasMessage("the environment variable EMPTY is empty; set it, or change {env: EMPTY}");
        assertThatThrownBy(() -> new EnvironmentSecret("MISSING", environment).read())
                .isInstanceOf(InputException.class)
                .hasMessage("the environment variable MISSING is not set; set it, or change {env: MISSING}");
    }

    private static void assertFault(Path file, String expected) {
        assertThatThrownBy(() -> new FileSecret(file).read())
                .isInstanceOf(InputException.class)
                .hasMessage("the file " + file + expected);
    }
}
