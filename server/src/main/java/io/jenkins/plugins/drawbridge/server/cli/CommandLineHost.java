package io.jenkins.plugins.drawbridge.server.cli;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Runs one command line: parses it, calls an action, tells errors in one sentence each. Use once. */
public final class CommandLineHost {

    private static final String TRACE = "DRAWBRIDGE_TRACE";
    private static final Set<String> DOES_MORE_THAN_PRINT = Set.of("check", "deploy", "serve", "demo");

    static {
        // picocli would start Groovy, which is there to parse Jenkinsfiles, and wait for it in each run.
        System.setProperty("picocli.disable.closures", "true");
    }

    private final Surroundings surroundings;
    private final Actions actions;

    public CommandLineHost(Surroundings surroundings, Actions actions) {
        this.surroundings = surroundings;
        this.actions = actions;
    }

    /** @return the exit code of the process */
    public int run(String... args) {
        CommandLine commandLine = new CommandLine(new DrawbridgeCommand(surroundings, actions));
        DrawbridgeCommand.subcommands(List.of(args))
                .forEach((name, command) -> commandLine.addSubcommand(name, command.get()));
        int exitCode = commandLine
                .setOut(writer(surroundings.out()))
                .setErr(writer(surroundings.err()))
                .setUsageHelpWidth(Math.max(60, Math.min(surroundings.terminal().columns(), 120)))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        surroundings.terminal().colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(false)
                .setExpandAtFiles(false)
                .registerConverter(Boolean.class, new GoBoolean())
                .registerConverter(Boolean.TYPE, new GoBoolean())
                .setParameterExceptionHandler(this::refuse)
                .setExecutionExceptionHandler(this::tell)
                .execute(args);
        return surroundings.out().checkError() ? unwritten(exitCode, commandLine) : exitCode;
    }

    /** What was printed is all that these commands are for; a deploy is done, whoever reads along. */
    private int unwritten(int exitCode, CommandLine commandLine) {
        surroundings.complain("standard output took not all of what was printed: the disk is full, or nobody reads on");
        ParseResult parsed = commandLine.getParseResult();
        boolean told = parsed != null
                && parsed.hasSubcommand()
                && DOES_MORE_THAN_PRINT.contains(
                        parsed.subcommand().commandSpec().name());
        return told ? exitCode : Math.max(exitCode, ExitCode.BAD_INPUT.number());
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private int refuse(ParameterException problem, String[] args) {
        String hint = problem.getCommandLine().getCommandSpec().qualifiedName();
        surroundings.complain(Misunderstanding.of(problem) + " (see " + hint + " --help)");
        trace(problem);
        return ExitCode.BAD_INPUT.number();
    }

    private int tell(Exception problem, CommandLine command, ParseResult parsed) {
        if (problem instanceof DrawbridgeException known) {
            String.valueOf(known.getMessage()).lines().forEach(surroundings::complain);
            if (ExitCode.isForbidden(known)) {
                surroundings.complain("drawbridge check with the same flags says which rights the account lacks");
            }
        } else {
            surroundings.complain("something unexpected happened ("
                    + problem.getClass().getSimpleName() + "); set " + TRACE + "=1 to see where, and report it");
        }
        trace(problem);
        return exitCode(problem, command);
    }

    private static int exitCode(Exception problem, CommandLine command) {
        int otherwise = command.getCommandSpec().exitCodeOnExecutionException();
        return problem instanceof DrawbridgeException known
                ? ExitCode.of(known).map(ExitCode::number).orElse(otherwise)
                : otherwise;
    }

    private void trace(Exception problem) {
        if (surroundings.environment().getOrDefault(TRACE, "").equals("1")) {
            problem.printStackTrace(surroundings.err());
        }
    }
}
