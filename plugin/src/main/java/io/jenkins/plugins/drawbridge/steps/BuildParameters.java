package io.jenkins.plugins.drawbridge.steps;

import hudson.model.ParametersAction;
import hudson.model.Run;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters of a build, for the defaults of a step; passwords are left out. */
final class BuildParameters {

    private BuildParameters() {}

    static Map<String, String> of(Run<?, ?> run) {
        Map<String, String> parameters = new LinkedHashMap<>();
        ParametersAction action = run.getAction(ParametersAction.class);
        if (action != null) {
            action.getParameters().forEach(parameter -> {
                if (!parameter.isSensitive() && parameter.getValue() != null) {
                    parameters.put(parameter.getName(), String.valueOf(parameter.getValue()));
                }
            });
        }
        return parameters;
    }
}
