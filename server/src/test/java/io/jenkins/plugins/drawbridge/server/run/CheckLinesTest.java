package io.jenkins.plugins.drawbridge.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.engine.check.WalkLine;
import io.jenkins.plugins.drawbridge.server.cli.Surroundings;
import io.jenkins.plugins.drawbridge.server.cli.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class CheckLinesTest {

    private static final WalkLine LOGIN = new WalkLine(
            "SSH hop gate.example.com:22",
            "SSH host key SHA256:epnYBYYGyaDAJrRAk61qDuHcBTAiuDeu4Ik+ePJums8; logged in as deploy",
            Duration.ofMillis(165),
            true);
    private static final WalkLine REFUSED = new WalkLine(
            "",
            "the API server 10.0.0.5:6443 (cluster \"shop\") does not accept our credentials (401 Unauthorized); renew them",
            Duration.ZERO,
            false);

    @Test
    public void a_terminal_breaks_no_word() {
        List<String> lines = printed(new Terminal(false, true, 80, false));
        assertThat(lines)
                .containsExactly(
                        "ok       165 ms  SSH hop gate.example.com:22      SSH host key",
                        "       SHA256:epnYBYYGyaDAJrRAk61qDuHcBTAiuDeu4Ik+ePJums8; logged in as deploy",
                        "FAILED the API server 10.0.0.5:6443 (cluster \"shop\") does not accept our",
                        "       credentials (401 Unauthorized); renew them");
    }

    @Test
    public void a_log_keeps_each_step_on_its_line() {
        assertThat(printed(new Terminal(false, false, 80, false))).hasSize(2);
    }

    private static List<String> printed(Terminal terminal) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Path nowhere = Path.of("nowhere");
        CheckLines lines = new CheckLines(new Surroundings(
                Map.of(), nowhere, nowhere, nowhere, new ByteArrayInputStream(new byte[0]), stream, stream, terminal));
        List.of(LOGIN, REFUSED).forEach(lines::print);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
