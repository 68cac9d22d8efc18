package io.jenkins.plugins.drawbridge.server.cli;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestReader;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code deploy}. */
@Command(
        name = "deploy",
        description = "Plans, applies what changed, waits until it is ready, and deletes what was removed.",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        sortOptions = false,
        exitCodeOnExecutionException = 1)
final class DeployCommand extends ActionCommand {

    @Mixin
    ManifestOptions manifests = new ManifestOptions();

    @Option(names = "--dry-run", description = "Go through everything, write nothing.")
    boolean dryRun;

    @Option(
            names = "--ensure-namespace",
            arity = "0..1",
            paramLabel = "BOOL",
            fallbackValue = "true",
            defaultValue = "true",
            description = "Create the namespace first if it is not there (default ${DEFAULT-VALUE}).")
    boolean ensureNamespace = true;

    @Option(
            names = "--wait",
            arity = "0..1",
            paramLabel = "BOOL",
            fallbackValue = "true",
            defaultValue = "true",
            description = "Wait until everything is ready (default ${DEFAULT-VALUE}).")
    boolean awaitReady = true;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = GoDuration.class,
            defaultValue = "10m",
            description = "For the whole run (default ${DEFAULT-VALUE}; 0 is no limit).")
    Duration timeout = Duration.ofMinutes(10);

    @Option(
            names = "--lock-timeout",
            paramLabel = "DURATION",
            converter = GoDuration.class,
            defaultValue = "5m",
            description = "How long to wait while somebody else deploys (default ${DEFAULT-VALUE}; 0 is not at all).")
    Duration lockTimeout = Duration.ofMinutes(5);

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "16",
            description = "Objects of one wave applied at a time (default ${DEFAULT-VALUE}).")
    int parallelism = 16;

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "Deploy this plan (plan -o json), or refuse if the cluster has changed since.")
    @Nullable Path plan;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the report there, as JSON.")
    @Nullable Path report;

    @Option(
            names = "--yes",
            description = "Do not ask, neither before production nor, on a terminal, before workloads are deleted.")
    boolean yes;

    @Mixin
    JobOptions jobs = new JobOptions();

    @Mixin
    ConnectionOptions connection = new ConnectionOptions();

    @Override
    ExitCode act(Actions actions, Surroundings surroundings) {
        if (parallelism < 1 || parallelism > 256) {
            throw new InputException("--parallelism must be from 1 to 256");
        }
        ManifestInput input = manifests.input(surroundings);
        Target target = connection.target(surroundings);
        DeployRequest request = new DeployRequest(
                target,
                input,
                manifests.variables(target, surroundings),
                manifests.choices(target),
                new DeployRequest.Conduct(
                        dryRun,
                        ensureNamespace,
                        awaitReady,
                        timeout,
                        lockTimeout,
                        parallelism,
                        asks(input, surroundings)),
                new DeployRequest.Documents(resolved(surroundings, report), resolved(surroundings, plan)),
                jobs.selection(plan != null));
        if (!yes && !dryRun) {
            ProductionQuestion.ask(request, surroundings);
        }
        return actions.deploy(request, surroundings);
    }

    private boolean asks(ManifestInput input, Surroundings surroundings) {
        return !yes
                && !dryRun
                && plan == null
                && surroundings.terminal().stdin()
                && surroundings.terminal().stdout()
                && !input.filenames().contains(ManifestReader.STDIN);
    }

    private static @Nullable Path resolved(Surroundings surroundings, @Nullable Path file) {
        return file == null ? null : Path.of(surroundings.resolved(file.toString()));
    }
}
