package io.jenkins.plugins.drawbridge.server.jenkinsfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.jspecify.annotations.Nullable;

/** The conditions between the braces of {@code when}. */
final class ConditionReader {

    private static final String POSSIBLE = "environment, equals, expression, branch, not, allOf and anyOf";

    private final Faults faults;
    private final ExpressionReader expressions;

    ConditionReader(Faults faults, ExpressionReader expressions) {
        this.faults = faults;
        this.expressions = expressions;
    }

    /** Several conditions must all hold. */
    @Nullable Condition when(Call call) {
        List<Condition> conditions = conditions(call);
        if (conditions.isEmpty()) {
            faults.report(call.place(), call.name() + " needs a condition: " + POSSIBLE);
            return null;
        }
        return conditions.size() == 1 ? conditions.get(0) : new Condition.AllOf(conditions);
    }

    private List<Condition> conditions(Call call) {
        List<Condition> conditions = new ArrayList<>();
        for (Statement statement : call.statements()) {
            Optional<Call> inner = Call.of(statement);
            if (inner.isEmpty()) {
                faults.report(statement, "this is no condition; possible are " + POSSIBLE);
            } else if (!inner.get().name().startsWith("before")) {
                condition(inner.get()).ifPresent(conditions::add);
            }
        }
        return List.copyOf(conditions);
    }

    private Optional<Condition> condition(Call call) {
        return switch (call.name()) {
            case "environment" ->
                Optional.of(new Condition.Environment(
                        expressions.constant(call.named().get("name"), call.place(), "name"), term(call, "value")));
            case "equals" -> Optional.of(new Condition.Equals(term(call, "expected"), term(call, "actual")));
            case "expression" -> expression(call);
            case "branch" ->
                Optional.of(new Condition.Branch(
                        expressions.constant(call.argument("pattern"), call.place(), "the pattern of branch")));
            case "not" -> Optional.ofNullable(when(call)).map(Condition.Not::new);
            case "allOf" -> Optional.of(new Condition.AllOf(conditions(call)));
            case "anyOf" -> Optional.of(new Condition.AnyOf(conditions(call)));
            default -> {
                faults.report(
                        call.place(),
                        "the condition '" + call.name() + "' cannot be met here; possible are " + POSSIBLE);
                yield Optional.empty();
            }
        };
    }

    private Term term(Call call, String key) {
        Expression value = call.named().get(key);
        if (value == null) {
            faults.report(call.place(), call.name() + " needs " + key + ":");
            return new Term.Literal("");
        }
        return expressions.read(value);
    }

    private Optional<Condition> expression(Call call) {
        List<Statement> statements = call.statements();
        if (statements.size() == 1) {
            Statement only = statements.get(0);
            if (only instanceof ReturnStatement returned) {
                return Optional.of(new Condition.Holds(expressions.read(returned.getExpression())));
            }
            if (only instanceof ExpressionStatement expression) {
                return Optional.of(new Condition.Holds(expressions.read(expression.getExpression())));
            }
        }
        faults.report(call.place(), "expression needs exactly one expression between its braces");
        return Optional.empty();
    }
}
