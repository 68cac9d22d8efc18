package io.jenkins.plugins.drawbridge.server.pipeline;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.server.jenkinsfile.Term;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What names stand for at one place of a pipeline. Immutable. */
record Variables(Map<String, String> parameters, Map<String, String> environment) implements Term.Scope {

    private static final long MOST_CHARACTERS = 4L * Term.LONGEST;

    Variables {
        parameters = Map.copyOf(parameters);
        environment = Map.copyOf(environment);
    }

    /** @throws Interrupted if they grow beyond all bounds with it */
    Variables with(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        long characters = more.values().stream().mapToLong(String::length).sum();
        if (characters > MOST_CHARACTERS) {
            throw new Interrupted(
                    Interrupted.Kind.FAILED,
                    "With " + name + ", the variables of the Jenkinsfile are longer than 4 MiB together.");
        }
        return new Variables(parameters, more);
    }

    /** @throws Interrupted if the text grows beyond all bounds */
    String text(Term term) {
        try {
            return term.text(this);
        } catch (InputException beyondBounds) {
            throw new Interrupted(Interrupted.Kind.FAILED, String.valueOf(beyondBounds.getMessage()));
        }
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
