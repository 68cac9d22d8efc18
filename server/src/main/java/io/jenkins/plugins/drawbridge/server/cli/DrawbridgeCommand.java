package io.jenkins.plugins.drawbridge.server.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command. */
@Command(
        name = "drawbridge",
        description = "Deploys Kubernetes manifests to private clusters.",
        versionProvider = VersionCommand.class,
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  done (plan: nothing would change; status: all is well)",
            "  1  the deploy failed (plan: something would change; status: not all is well)",
            "  2  bad input; nothing was sent",
            "  3  the cluster was not reached, or does not allow it",
            "  4  somebody else holds the lock",
            "  130, 143  interrupted (Ctrl-C, SIGTERM); the lock is released"
        })
final class DrawbridgeCommand implements Runnable {

    private static final Set<String> SPEAK_OF_ALL = Set.of("completion", "help");

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

    /** mlp's; accepted so that its command lines keep working. Everything worth saying is said. */
    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            hidden = true)
    int verbosity;

    DrawbridgeCommand(Surroundings surroundings, Actions actions) {
        this.surroundings = surroundings;
        this.actions = actions;
    }

    /**
     * The sub-command that the arguments begin with; all of them if that is none, or one that speaks of the others.
     * Making one out of its annotations takes as long as an answer of a cluster.
     */
    static Map<String, Supplier<Object>> subcommands(List<String> args) {
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        all.put("check", CheckCommand::new);
        all.put("plan", PlanCommand::new);
        all.put("deploy", DeployCommand::new);
        all.put("status", StatusCommand::new);
        all.put("generate", GenerateCommand::new);
        all.put("interpolate", InterpolateCommand::new);
        all.put("hydrate", HydrateCommand::new);
        all.put("kustomize", KustomizeCommand::new);
        all.put("serve", ServeCommand::new);
        all.put("demo", DemoCommand::new);
        all.put("hash-password", HashCommands.Password::new);
        all.put("new-token", HashCommands.Token::new);
        all.put("version", VersionCommand::new);
        all.put("completion", CompletionCommand::new);
        all.put("help", HelpCommand::new);
        String first =
                args.stream().filter(arg -> !arg.startsWith("-")).findFirst().orElse("");
        Supplier<Object> named = all.get(first);
        return named == null || SPEAK_OF_ALL.contains(first) ? all : Map.of(first, named);
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
            throw new ParameterException(
                    spec.commandLine(), "name a command: check, plan, deploy, status, serve or demo");
        }
    }
}
