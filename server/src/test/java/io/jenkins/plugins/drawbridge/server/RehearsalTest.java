package io.jenkins.plugins.drawbridge.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.server.cli.Surroundings;
import io.jenkins.plugins.drawbridge.server.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What the launcher's archive of classes is made of. */
public class RehearsalTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    public void a_rehearsal_deploys_the_example_again_and_again() throws Exception {
        Rehearsal.of(
                surroundings(), Path.of("../examples/shop/k8s").toRealPath().toString());

        assertThat(out.toString(UTF_8)).contains("unchanged · succeeded");
    }

    @Test
    public void a_rehearsal_that_goes_wrong_says_so() {
        assertThatThrownBy(() -> Rehearsal.of(
                        surroundings(),
                        folder.getRoot().toPath().resolve("nothing").toString()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("exits with 2");
    }

    private Surroundings surroundings() {
        PrintStream printer = new PrintStream(out, true, UTF_8);
        Path home = folder.getRoot().toPath();
        return new Surroundings(
                Map.of(),
                home,
                Path.of(""),
                home,
                InputStream.nullInputStream(),
                printer,
                printer,
                new Terminal(false, false, 100, false));
    }
}
