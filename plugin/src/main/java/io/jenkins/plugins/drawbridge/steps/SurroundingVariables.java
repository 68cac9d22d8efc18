package io.jenkins.plugins.drawbridge.steps;

import hudson.EnvVars;
import hudson.model.Run;
import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.engine.step.StepOrder;
import io.jenkins.plugins.drawbridge.engine.step.StepVariables;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * The variables around a step, as a program in its place would see them, and which of them are secrets: those that {@code
 * withCredentials} masks in the log, and password parameters. Asked for anew at each start, never kept.
 */
final class SurroundingVariables {

    private SurroundingVariables() {}

    static StepVariables of(StepContext context, Run<?, ?> run, StepOrder order)
            throws IOException, InterruptedException {
        Set<String> sensitive = new LinkedHashSet<>(BuildParameters.sensitive(run));
        EnvironmentExpander around = context.get(EnvironmentExpander.class);
        if (around != null) {
            sensitive.addAll(around.getSensitiveVariables());
        }
        boolean wanted = order.interpolate() || !sensitive.isEmpty();
        EnvVars variables = wanted ? context.get(EnvVars.class) : null;
        if (variables == null) {
            return new StepVariables(Map.of(), List.of());
        }
        List<Secret> secrets = sensitive.stream()
                .map(variables::get)
                .filter(Objects::nonNull)
                .map(Secret::of)
                .toList();
        return new StepVariables(order.interpolate() ? variables : Map.of(), secrets);
    }
}
