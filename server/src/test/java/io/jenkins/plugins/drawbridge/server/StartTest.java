package io.jenkins.plugins.drawbridge.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.Test;

/** A command line lives for a second: what only the deploy server needs is not loaded for it. */
public class StartTest {

    private static final Pattern SERVER_ONLY =
            Pattern.compile("\\] (groovy|org\\.codehaus\\.groovy|org\\.apache\\.groovy|io\\.javalin|org\\.eclipse"
                    + "|org\\.h2|org\\.jdbi|org\\.flywaydb|io\\.micrometer)\\.");

    @Test
    public void a_plan_loads_nothing_that_only_the_server_needs() throws Exception {
        List<String> loaded = loadedBy("plan", "--server", "https://127.0.0.1:1", "-n", "shop", "-f", "pom.xml");

        assertThat(loaded).anyMatch(line -> line.contains("server.cli.PlanCommand"));
        assertThat(loaded.stream().filter(SERVER_ONLY.asPredicate())).isEmpty();
    }

    private static List<String> loadedBy(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:stdout",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
        builder.command().addAll(List.of(arguments));
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.lines().toList();
    }
}
