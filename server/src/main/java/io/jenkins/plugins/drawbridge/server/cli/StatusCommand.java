package io.jenkins.plugins.drawbridge.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code status}. */
@Command(
        name = "status",
        description = "Shows what runs in a namespace, how it is, and who deploys there now. Changes nothing.",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        sortOptions = false,
        exitCodeOnExecutionException = 3)
final class StatusCommand extends ActionCommand {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    StatusRequest.Format format = StatusRequest.Format.text;

    @Mixin
    ConnectionOptions connection = new ConnectionOptions();

    @Override
    ExitCode act(Actions actions, Surroundings surroundings) {
        return actions.status(new StatusRequest(connection.target(surroundings), format), surroundings);
    }
}
