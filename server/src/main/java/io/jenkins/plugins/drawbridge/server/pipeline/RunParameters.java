package io.jenkins.plugins.drawbridge.server.pipeline;

import io.jenkins.plugins.drawbridge.engine.console.TriggerParameters;
import io.jenkins.plugins.drawbridge.server.config.JobSettings;
import io.jenkins.plugins.drawbridge.server.jenkinsfile.ParameterDefinition;
import io.jenkins.plugins.drawbridge.server.jenkinsfile.Pipeline;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parameters that a pipeline sees: those it declares, and those of the Console. Any other one could stand for a
 * variable that the Jenkinsfile counts on, and so is left out, as in Jenkins (SECURITY-170). Pure.
 *
 * @param leftOut names, sorted
 */
record RunParameters(Map<String, String> values, List<String> leftOut) {

    static RunParameters of(Pipeline pipeline, JobSettings job, Map<String, String> given) {
        Map<String, String> values = new HashMap<>();
        for (ParameterDefinition definition : pipeline.parameters()) {
            values.put(definition.name(), definition.defaultValue());
        }
        Set<String> known = new HashSet<>(values.keySet());
        known.addAll(TriggerParameters.NAMES);
        known.addAll(job.paramsMap().values());
        given.forEach((name, value) -> {
            if (known.contains(name)) {
                values.put(name, value);
            }
        });
        return new RunParameters(
                Map.copyOf(values),
                given.keySet().stream()
                        .filter(name -> !known.contains(name))
                        .sorted()
                        .toList());
    }
}
