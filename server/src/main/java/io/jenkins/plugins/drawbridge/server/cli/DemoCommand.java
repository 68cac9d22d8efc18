package io.jenkins.plugins.drawbridge.server.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}. */
@Command(
        name = "demo",
        description = "Shows the main job against a private cluster that this process brings along.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnExecutionException = 1)
final class DemoCommand extends ActionCommand {

    @Option(names = "--once", description = "End when everything was shown, rather than keep the cluster up.")
    boolean once;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the HTML report there.")
    @Nullable Path report;

    @Override
    ExitCode act(Actions actions, Surroundings surroundings) {
        Path file = report == null ? null : surroundings.folder().resolve(report);
        return actions.demo(new DemoRequest(once, file), surroundings);
    }
}
