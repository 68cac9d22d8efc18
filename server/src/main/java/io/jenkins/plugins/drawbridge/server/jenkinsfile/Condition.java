package io.jenkins.plugins.drawbridge.server.jenkinsfile;

import java.util.List;

/** A condition of {@code when}. */
public sealed interface Condition {

    /** {@code environment name: 'X', value: 'y'}. */
    record Environment(String name, Term value) implements Condition {}

    record Equals(Term expected, Term actual) implements Condition {}

    /** {@code expression { ... }}, of literals, parameters and variables only. */
    record Holds(Term expression) implements Condition {}

    /** {@code branch 'release-*'}; an Ant pattern. */
    record Branch(String pattern) implements Condition {}

    record Not(Condition condition) implements Condition {}

    record AllOf(List<Condition> conditions) implements Condition {}

    record AnyOf(List<Condition> conditions) implements Condition {}
}
