package io.jenkins.plugins.drawbridge.server.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParentCommand;

/** {@code version}, and {@code --version}. */
@Command(
        name = "version",
        description = "Prints the version.",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false)
final class VersionCommand implements Runnable, IVersionProvider {

    @ParentCommand
    @Nullable DrawbridgeCommand root;

    @Override
    public void run() {
        if (root != null) {
            root.surroundings().out().println(text());
        }
    }

    @Override
    public String[] getVersion() {
        return new String[] {text()};
    }

    private static String text() {
        return "drawbridge "
                + Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
                        .orElse("(not packaged)");
    }
}
