package io.jenkins.plugins.drawbridge.server.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hydrate}. */
@Command(
        name = "hydrate",
        description = "Adds the YAML files beside a kustomization to its resources and patches.",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        sortOptions = false,
        exitCodeOnExecutionException = 1)
final class HydrateCommand extends ActionCommand {

    @Parameters(
            paramLabel = "DIR",
            arity = "0..*",
            description = "Folders with a kustomization (default: this one); NAME.patch.yaml is a patch.")
    List<String> folders = List.of();

    @Override
    ExitCode act(Actions actions, Surroundings surroundings) {
        List<String> named = folders.isEmpty() ? List.of(".") : folders;
        return actions.hydrate(new HydrateRequest(surroundings.resolved(named)), surroundings);
    }
}
