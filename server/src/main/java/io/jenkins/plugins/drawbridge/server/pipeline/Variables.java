package io.jenkins.plugins.drawbridge.server.pipeline;

import io.jenkins.plugins.drawbridge.server.jenkinsfile.Term;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What names stand for at one place of a pipeline. Immutable. */
record Variables(Map<String, String> parameters, Map<String, String> environment) implements Term.Scope {

    Variables {
        parameters = Map.copyOf(parameters);
        environment = Map.copyOf(environment);
    }

    Variables with(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new Variables(parameters, more);
    }

    /** All that a program in this place would see. */
    Map<String, String> all() {
        Map<String, String> all = new HashMap<>(parameters);
        all.putAll(environment);
        return all;
    }

    @Override
    public @Nullable String parameter(String name) {
        return parameters.get(name);
    }

    /** Jenkins shows parameters as variables too. */
    @Override
    public @Nullable String variable(String name) {
        String value = environment.get(name);
        return value == null ? parameters.get(name) : value;
    }
}
