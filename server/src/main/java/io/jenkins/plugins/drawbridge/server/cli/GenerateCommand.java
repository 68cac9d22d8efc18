package io.jenkins.plugins.drawbridge.server.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code generate}. */
@Command(
        name = "generate",
        description = "Writes files of Secrets and ConfigMaps from a short description of them.",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        sortOptions = false,
        exitCodeOnExecutionException = 1)
final class GenerateCommand extends ActionCommand {

    @Option(
            names = {"-c", "--config-file"},
            paramLabel = "FILE",
            split = ",",
            required = true,
            description = "Descriptions (.yaml, .yml), {{NAME}} in them being filled first; may be repeated.")
    List<String> configFiles = List.of();

    @Mixin
    VariableOptions variables = new VariableOptions();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FOLDER",
            defaultValue = "interpolated-files",
            description = "Where the files are written (default ${DEFAULT-VALUE}).")
    Path out = Path.of("interpolated-files");

    @Override
    ExitCode act(Actions actions, Surroundings surroundings) {
        return actions.generate(
                new GenerateRequest(
                        surroundings.resolved(configFiles),
                        variables.variables(surroundings),
                        surroundings.folder(),
                        surroundings.folder().resolve(out)),
                surroundings);
    }
}
