package io.jenkins.plugins.drawbridge.server.cli;

import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code completion}: a script for the user's shell. */
@Command(
        name = "completion",
        description = "Prints a completion script: source <(drawbridge completion bash)",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false)
final class CompletionCommand implements Runnable {

    /** One script serves both; it turns on zsh's emulation itself. */
    enum Shell {
        bash,
        zsh
    }

    @ParentCommand
    @Nullable DrawbridgeCommand root;

    @Spec
    @Nullable CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    Shell shell = Shell.bash;

    @Override
    public void run() {
        if (root != null && spec != null) {
            root.surroundings()
                    .out()
                    .println(AutoComplete.bash("drawbridge", spec.root().commandLine()));
        }
    }
}
