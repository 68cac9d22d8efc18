package io.jenkins.plugins.drawbridge.server.cli;

import io.jenkins.plugins.drawbridge.server.log.LogForm;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code serve}. */
@Command(
        name = "serve",
        description = "Runs the deploy server: it answers the Console and runs the jobs of drawbridge.yaml.",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        sortOptions = false,
        exitCodeOnExecutionException = 1)
final class ServeCommand extends ActionCommand {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "drawbridge.yaml (default: DRAWBRIDGE_CONFIG, or ./drawbridge.yaml).")
    @Nullable Path config;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Listen there instead of server.host.")
    @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "Listen there instead of server.port; 0 is any.")
    @Nullable Integer port;

    @Option(
            names = "--log",
            paramLabel = "text|json",
            description = "Form of the log on standard error (default: text in a terminal, else json).")
    @Nullable LogChoice log;

    enum LogChoice {
        text(LogForm.TEXT),
        json(LogForm.JSON);

        private final LogForm form;

        LogChoice(LogForm form) {
            this.form = form;
        }
    }

    @Override
    ExitCode act(Actions actions, Surroundings surroundings) {
        String variable = surroundings.environment().getOrDefault("DRAWBRIDGE_CONFIG", "");
        Path file = config == null ? Path.of(variable.isEmpty() ? "drawbridge.yaml" : variable) : config;
        LogForm usual = surroundings.terminal().stdout() ? LogForm.TEXT : LogForm.JSON;
        return actions.serve(
                new ServeRequest(surroundings.folder().resolve(file), host, port, log == null ? usual : log.form),
                surroundings);
    }
}
