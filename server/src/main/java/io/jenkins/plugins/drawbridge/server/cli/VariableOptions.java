package io.jenkins.plugins.drawbridge.server.cli;

import io.jenkins.plugins.drawbridge.engine.cluster.Environment;
import io.jenkins.plugins.drawbridge.engine.manifest.interpolate.Variables;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which variables placeholders are filled from, without a cluster being named. */
final class VariableOptions {

    @Option(
            names = {"-e", "--env-prefix"},
            paramLabel = "PREFIX",
            split = ",",
            description = "{{NAME}} is filled from PREFIXNAME, or else from NAME; may be repeated, the first wins.")
    List<String> prefixes = List.of();

    @Option(
            names = "--environment",
            paramLabel = "ID",
            description = "Environment of drawbridge.yaml, whose variablePrefix comes before all others.")
    @Nullable String environment;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "drawbridge.yaml (default: DRAWBRIDGE_CONFIG, or ./drawbridge.yaml).")
    @Nullable Path config;

    Variables variables(Surroundings surroundings) {
        Environment meant =
                environment == null ? null : ConfigurationFile.environment(environment, config, surroundings);
        return Prefixes.variables(meant, prefixes, surroundings);
    }
}
