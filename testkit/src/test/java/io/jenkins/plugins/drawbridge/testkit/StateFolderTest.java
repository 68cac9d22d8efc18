package io.jenkins.plugins.drawbridge.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class StateFolderTest {

    private static final StateFolder.Kind KIND = new StateFolder.Kind("a real thing", "THING", "dev/thing", "url");

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void reads_what_a_running_server_left() throws IOException {
        Path state = folder.getRoot().toPath();
        Files.writeString(state.resolve("url"), "https://127.0.0.1:6443\n");
        Files.writeString(state.resolve("port"), "22022\n");

        StateFolder found =
                StateFolder.find(KIND, Map.of("THING", state.toString())::get).orElseThrow();

        assertThat(found.line("url")).isEqualTo("https://127.0.0.1:6443");
        assertThat(found.port("port")).isEqualTo(22022);
    }

    @Test
    public void finds_nothing_where_nothing_is_named() {
        assertThat(StateFolder.find(KIND, Map.<String, String>of()::get)).isEmpty();
    }

    @Test
    public void insists_when_the_real_one_is_required() {
        assertThatThrownBy(() -> StateFolder.find(KIND, Map.of(StateFolder.REQUIRED, "true")::get))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "DRAWBRIDGE_REQUIRE_REAL is true, but THING is not set: run eval \"$(dev/thing up)\" first");
    }

    @Test
    public void refuses_a_folder_where_nothing_runs() {
        String empty = folder.getRoot().toString();

        assertThatThrownBy(() -> StateFolder.find(KIND, Map.of("THING", empty)::get))
                .hasMessage("THING names " + empty + ", where nothing runs: run dev/thing up " + empty);
    }
}
