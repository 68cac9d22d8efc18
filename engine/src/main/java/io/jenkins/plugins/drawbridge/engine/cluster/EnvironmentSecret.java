package io.jenkins.plugins.drawbridge.engine.cluster;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.Secret;
import java.util.Map;

/** A secret in an environment variable. Prints the variable's name only. */
public final class EnvironmentSecret implements SecretSource {

    private final String name;
    private final Map<String, String> environment;

    /** @param environment the variables of the process, or a test's */
    public EnvironmentSecret(String name, Map<String, String> environment) {
        this.name = name;
        this.environment = environment;
    }

    @Override
    public Secret read() {
        String value = environment.get(name);
        if (value == null || value.isEmpty()) {
            throw new InputException("the environment variable " + name + " is " + (value == null ? "not set" : "empty")
                    + "; set it, or change {env: " + name + "}");
        }
        return Secret.of(value);
    }

    @Override
    public String toString() {
        return "environment variable " + name;
    }
}
