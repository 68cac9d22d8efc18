package io.jenkins.plugins.drawbridge.engine.step;

import io.jenkins.plugins.drawbridge.engine.Secret;
import java.util.List;
import java.util.Map;

/**
 * The variables around a step. Prints no value.
 *
 * @param values by name; some may be secrets
 * @param secrets those values that nobody may read in a plan, a report or a log
 */
public record StepVariables(Map<String, String> values, List<Secret> secrets) {

    /** Of a step that fills nothing. */
    public static final StepVariables NONE = new StepVariables(Map.of(), List.of());

    public StepVariables {
        values = Map.copyOf(values);
        secrets = List.copyOf(secrets);
    }

    @Override
    public String toString() {
        return values.size() + " variables";
    }
}
