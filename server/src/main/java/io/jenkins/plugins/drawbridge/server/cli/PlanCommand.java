package io.jenkins.plugins.drawbridge.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plan}. */
@Command(
        name = "plan",
        description = "Shows what a deploy would change, service by service and field by field. Changes nothing.",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        sortOptions = false,
        exitCodeOnExecutionException = 2)
final class PlanCommand extends ActionCommand {

    @Mixin
    ManifestOptions manifests = new ManifestOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    OutputFormat format = OutputFormat.text;

    @Mixin
    ConnectionOptions connection = new ConnectionOptions();

    @Override
    ExitCode act(Actions actions, Surroundings surroundings) {
        ManifestInput input = manifests.input(surroundings);
        Target target = connection.target(surroundings);
        return actions.plan(
                new PlanRequest(
                        target, input, manifests.variables(target, surroundings), manifests.choices(target), format),
                surroundings);
    }
}
