package io.jenkins.plugins.drawbridge.server.cli;

import io.jenkins.plugins.drawbridge.engine.yaml.schema.NearMiss;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, and what was probably meant. Stateless. */
final class Misunderstanding {

    /** What other tools call our commands. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "diff", "plan",
            "preview", "plan",
            "apply", "deploy",
            "upgrade", "deploy",
            "install", "deploy",
            "sync", "deploy",
            "build", "kustomize",
            "template", "kustomize",
            "render", "kustomize",
            "server", "serve");

    private Misunderstanding() {}

    /** One sentence, without the place where more is told. */
    static String of(ParameterException problem) {
        CommandSpec spec = problem.getCommandLine().getCommandSpec();
        if (problem instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().get(0);
            return word.startsWith("-") ? option(word, spec) : word(word, spec);
        }
        return String.valueOf(problem.getMessage()).lines().findFirst().orElse("this command line is not understood");
    }

    private static String option(String given, CommandSpec spec) {
        String name = given.split("=", 2)[0];
        List<String> names = spec.options().stream()
                .filter(option -> !option.hidden())
                .flatMap(option -> List.of(option.names()).stream())
                .toList();
        String hint = NearMiss.of(name, names)
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
        return "Unknown option: '" + given + "'" + hint;
    }

    private static String word(String given, CommandSpec spec) {
        if (spec.parent() == null) {
            return command(given, List.copyOf(spec.subcommands().keySet()));
        }
        String several = spec.optionsMap().containsKey("-f")
                ? "; several files are -f A -f B, and a folder is all below it"
                : "";
        return "'" + given + "' belongs to no option" + several;
    }

    private static String command(String given, List<String> commands) {
        String ours = ELSEWHERE.get(given);
        if (ours != null) {
            return "there is no command '" + given + "'; here it is called " + ours;
        }
        String hint = NearMiss.of(given, commands)
                .map(near -> "; did you mean " + near + "?")
                .orElse("; there are " + String.join(", ", commands));
        return "there is no command '" + given + "'" + hint;
    }
}
