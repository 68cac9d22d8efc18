package io.jenkins.plugins.drawbridge.server.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command. */
@Command(
        name = "drawbridge",
        description = "Deploys Kubernetes manifests to private clusters.",
        subcommands = {
            CheckCommand.class,
            PlanCommand.class,
            DeployCommand.class,
            ServeCommand.class,
            DemoCommand.class,
            HashCommands.Password.class,
            HashCommands.Token.class,
            VersionCommand.class,
            CompletionCommand.class
        },
        versionProvider = VersionCommand.class,
        mixinStandardHelpOptions = true,
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  done (plan: nothing would change)",
            "  1  the deploy failed (plan: something would change)",
            "  2  bad input; nothing was sent",
            "  3  the cluster was not reached, or does not allow it",
            "  4  somebody else holds the lock"
        })
final class DrawbridgeCommand implements Runnable {

    private final Surroundings surroundings;
    private final Actions actions;

    @Spec
    @Nullable CommandSpec spec;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            scope = ScopeType.INHERIT,
            description = "Colours: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}; NO_COLOR is obeyed).",
            defaultValue = "auto")
    Terminal.ColourMode colour = Terminal.ColourMode.auto;

    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "The same as --color=never.")
    boolean noColour;

    DrawbridgeCommand(Surroundings surroundings, Actions actions) {
        this.surroundings = surroundings;
        this.actions = actions;
    }

    Surroundings surroundings() {
        return surroundings.with(noColour ? Terminal.ColourMode.never : colour);
    }

    Actions actions() {
        return actions;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "name a command: check, plan, deploy, serve or demo");
        }
    }
}
