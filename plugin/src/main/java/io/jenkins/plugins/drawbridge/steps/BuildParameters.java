package io.jenkins.plugins.drawbridge.steps;

import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Run;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a build, for the defaults of a step, as {@code params} has them: the first build of a Jenkinsfile that
 * defines parameters has none of its own, and the job's defaults count. Passwords are left out.
 */
final class BuildParameters {

    private BuildParameters() {}

    static Map<String, String> of(Run<?, ?> run) {
        Map<String, String> parameters = new LinkedHashMap<>();
        ParametersDefinitionProperty property = run.getParent().getProperty(ParametersDefinitionProperty.class);
        if (property != null) {
            for (ParameterDefinition definition : property.getParameterDefinitions()) {
                put(parameters, definition.getDefaultParameterValue());
            }
        }
        ParametersAction action = run.getAction(ParametersAction.class);
        if (action != null) {
            action.getParameters().forEach(parameter -> put(parameters, parameter));
        }
        return parameters;
    }

    private static void put(Map<String, String> parameters, @Nullable ParameterValue parameter) {
        if (parameter != null && !parameter.isSensitive() && parameter.getValue() != null) {
            parameters.put(parameter.getName(), String.valueOf(parameter.getValue()));
        }
    }
}
