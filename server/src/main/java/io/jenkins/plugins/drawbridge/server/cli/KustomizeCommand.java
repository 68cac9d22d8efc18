package io.jenkins.plugins.drawbridge.server.cli;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.LoadRestrictor;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kustomize}: mlp's flags. */
@Command(
        name = "kustomize",
        description =
                "Builds a folder with a kustomization, as kustomize build does; starts no program, fetches nothing.",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        sortOptions = false,
        exitCodeOnExecutionException = 2)
final class KustomizeCommand extends ActionCommand {

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The folder (default ${DEFAULT-VALUE}).")
    String directory = ".";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the objects go (default: standard output).")
    @Nullable Path output;

    @Option(
            names = "--load-restrictor",
            paramLabel = "WORD",
            defaultValue = "rootOnly",
            description = "rootOnly or none (default ${DEFAULT-VALUE}): whether files must lie below the folder that"
                    + " names them.")
    String loadRestrictor = "rootOnly";

    @Option(
            names = "--enable-helm",
            arity = "0..1",
            paramLabel = "BOOL",
            fallbackValue = "true",
            defaultValue = "false",
            description = "Refused: no program is started. Render charts with helm template first.")
    boolean enableHelm;

    @Option(names = "--helm-command", hidden = true)
    @Nullable String helmCommand;

    @Option(names = "--helm-api-versions", split = ",", hidden = true)
    List<String> helmApiVersions = List.of();

    @Option(names = "--helm-kube-version", hidden = true)
    @Nullable String helmKubeVersion;

    @Override
    ExitCode act(Actions actions, Surroundings surroundings) {
        if (enableHelm) {
            throw new InputException("--enable-helm is not supported, for no program is started; render the charts with"
                    + " helm template into files, and name those under resources");
        }
        Path file = output == null ? null : surroundings.folder().resolve(output);
        return actions.kustomize(
                new KustomizeRequest(surroundings.resolved(directory), restrictor(), file), surroundings);
    }

    private LoadRestrictor restrictor() {
        return switch (loadRestrictor) {
            case "rootOnly" -> LoadRestrictor.ROOT_ONLY;
            case "none" -> LoadRestrictor.NONE;
            default ->
                throw new InputException(
                        "invalid load-restrictor value \"" + loadRestrictor + "\": must be \"rootOnly\" or \"none\"");
        };
    }
}
