package io.jenkins.plugins.drawbridge.steps;

import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parameters of a build, for the defaults of a step, as {@code params} has them: the first build of a Jenkinsfile that
 * defines parameters has none of its own, and the job's defaults count. Passwords are left out.
 */
final class BuildParameters {

    private BuildParameters() {}

    static Map<String, String> of(Run<?, ?> run) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (ParameterValue parameter : all(run)) {
            if (!parameter.isSensitive() && parameter.getValue() != null) {
                parameters.put(parameter.getName(), String.valueOf(parameter.getValue()));
            }
        }
        return parameters;
    }

    /** Names of those that are passwords: a build's variables hold their values, too. */
    static Set<String> sensitive(Run<?, ?> run) {
        return all(run).stream()
                .filter(ParameterValue::isSensitive)
                .map(ParameterValue::getName)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The job's defaults, and then what the build was given, though the job may not have defined it at that time. */
    private static List<ParameterValue> all(Run<?, ?> run) {
        List<ParameterValue> all = new ArrayList<>();
        ParametersDefinitionProperty property = run.getParent().getProperty(ParametersDefinitionProperty.class);
        if (property != null) {
            for (ParameterDefinition definition : property.getParameterDefinitions()) {
                ParameterValue otherwise = definition.getDefaultParameterValue();
                if (otherwise != null) {
                    all.add(otherwise);
                }
            }
        }
        ParametersAction action = run.getAction(ParametersAction.class);
        if (action != null) {
            all.addAll(action.getAllParameters());
        }
        return all;
    }
}
