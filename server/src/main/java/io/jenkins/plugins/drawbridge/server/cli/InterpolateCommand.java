package io.jenkins.plugins.drawbridge.server.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code interpolate}. */
@Command(
        name = "interpolate",
        description = "Fills {{NAME}} in YAML files from environment variables, and writes the files to a folder.",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        sortOptions = false,
        exitCodeOnExecutionException = 1)
final class InterpolateCommand extends ActionCommand {

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "PATH",
            split = ",",
            required = true,
            description =
                    "Files and folders (.yaml, .yml; of a folder what lies in it, not below); - is standard input.")
    List<String> filenames = List.of();

    @Mixin
    VariableOptions variables = new VariableOptions();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FOLDER",
            defaultValue = "interpolated-files",
            description = "Where the files are written (default ${DEFAULT-VALUE}), each under its own name.")
    Path out = Path.of("interpolated-files");

    @Option(
            names = "--allow-missing-filenames",
            arity = "0..1",
            paramLabel = "BOOL",
            fallbackValue = "true",
            defaultValue = "false",
            description = "Only warn of a path that is not there.")
    boolean allowMissing;

    @Override
    ExitCode act(Actions actions, Surroundings surroundings) {
        return actions.interpolate(
                new InterpolateRequest(
                        surroundings.resolved(filenames),
                        allowMissing,
                        variables.variables(surroundings),
                        surroundings.folder().resolve(out)),
                surroundings);
    }
}
