package io.jenkins.plugins.drawbridge.server.pipeline;

import io.jenkins.plugins.drawbridge.server.jenkinsfile.Condition;
import io.jenkins.plugins.drawbridge.server.jenkinsfile.Term;
import java.util.regex.Pattern;

/** Whether a stage is to be run. Pure. */
final class Conditions {

    private Conditions() {}

    static boolean hold(Condition condition, Variables scope) {
        if (condition instanceof Condition.Environment environment) {
            return environment.value().text(scope).equals(scope.variable(environment.name()));
        }
        if (condition instanceof Condition.Equals equals) {
            return new Term.Binary(Term.Binary.Operator.EQUAL, equals.expected(), equals.actual()).truth(scope);
        }
        if (condition instanceof Condition.Holds holds) {
            return holds.expression().truth(scope);
        }
        if (condition instanceof Condition.Branch branch) {
            String name = scope.variable("BRANCH_NAME");
            return name != null && matches(branch.pattern(), name);
        }
        if (condition instanceof Condition.Not not) {
            return !hold(not.condition(), scope);
        }
        if (condition instanceof Condition.AllOf all) {
            return all.conditions().stream().allMatch(one -> hold(one, scope));
        }
        return ((Condition.AnyOf) condition).conditions().stream().anyMatch(one -> hold(one, scope));
    }

    /** Ant's patterns: {@code ?} and {@code *} stay within a part of the name, {@code **} crosses parts. */
    private static boolean matches(String pattern, String name) {
        StringBuilder regex = new StringBuilder();
        for (int at = 0; at < pattern.length(); at++) {
            if (pattern.startsWith("/**", at) && at + 3 == pattern.length()) {
                regex.append("(/.*)?");
                at += 2;
            } else if (pattern.startsWith("**/", at)) {
                regex.append("(.*/)?");
                at += 2;
            } else if (pattern.startsWith("**", at)) {
                regex.append(".*");
                at++;
            } else {
                char character = pattern.charAt(at);
                regex.append(
                        character == '*'
                                ? "[^/]*"
                                : character == '?' ? "[^/]" : Pattern.quote(String.valueOf(character)));
            }
        }
        return name.matches(regex.toString());
    }
}
