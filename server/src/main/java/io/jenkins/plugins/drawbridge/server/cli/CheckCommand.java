package io.jenkins.plugins.drawbridge.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code check}. */
@Command(
        name = "check",
        description = "Walks to a cluster hop by hop, and says what works and how long it takes.",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        sortOptions = false,
        exitCodeOnExecutionException = 3)
final class CheckCommand extends ActionCommand {

    @Mixin
    ConnectionOptions connection = new ConnectionOptions();

    @Override
    ExitCode act(Actions actions, Surroundings surroundings) {
        return actions.check(new CheckRequest(connection.target(surroundings)), surroundings);
    }
}
