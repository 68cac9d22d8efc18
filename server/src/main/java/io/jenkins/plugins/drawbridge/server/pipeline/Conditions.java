package io.jenkins.plugins.drawbridge.server.pipeline;

import io.jenkins.plugins.drawbridge.server.jenkinsfile.Condition;
import io.jenkins.plugins.drawbridge.server.jenkinsfile.Term;

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
            return name != null && AntPattern.matches(branch.pattern(), name);
        }
        if (condition instanceof Condition.Not not) {
            return !hold(not.condition(), scope);
        }
        if (condition instanceof Condition.AllOf all) {
            return all.conditions().stream().allMatch(one -> hold(one, scope));
        }
        return ((Condition.AnyOf) condition).conditions().stream().anyMatch(one -> hold(one, scope));
    }
}
