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
        addMethodSubcommands = false,
        sortOptions = false,
        exitCodeOnExecutionException = 1)
final class DemoCommand extends ActionCommand {

    @Option(names = "--once", description = "End when everything was shown, rather than keep the cluster up.")
    boolean once;

    @Option(
            names = "--story",
            paramLabel = "server|cli",
            defaultValue = "server",
            description = "The Console and the deploy server (default), or the command line alone.")
    DemoRequest.Story story = DemoRequest.Story.server;

    @Option(
            names = "--access",
            paramLabel = "ssh|proxy|both",
            description = "How the server reaches the cluster: through the SSH bastion (default), the TLS proxy, or"
                    + " the bastion behind the proxy. The command line always takes both.")
    DemoRequest.@Nullable Way access;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the HTML report of the change there.")
    @Nullable Path report;

    @Override
    ExitCode act(Actions actions, Surroundings surroundings) {
        Path file = report == null ? null : surroundings.folder().resolve(report);
        DemoRequest.Way usual = story == DemoRequest.Story.cli ? DemoRequest.Way.both : DemoRequest.Way.ssh;
        return actions.demo(new DemoRequest(once, file, story, access == null ? usual : access), surroundings);
    }
}
