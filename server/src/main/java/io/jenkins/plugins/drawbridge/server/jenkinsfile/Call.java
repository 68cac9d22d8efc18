package io.jenkins.plugins.drawbridge.server.jenkinsfile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.jspecify.annotations.Nullable;

/**
 * {@code name named: 1, positional { body }}: the one form of which a declarative pipeline is made.
 *
 * @param body null if there is none
 */
record Call(
        String name,
        Map<String, Expression> named,
        List<Expression> positional,
        @Nullable ClosureExpression body,
        ASTNode place) {

    static Optional<Call> of(Statement statement) {
        return statement instanceof ExpressionStatement expression ? of(expression.getExpression()) : Optional.empty();
    }

    static Optional<Call> of(Expression expression) {
        if (!(expression instanceof MethodCallExpression call) || !call.isImplicitThis()) {
            return Optional.empty();
        }
        String name = call.getMethodAsString();
        if (name == null) {
            return Optional.empty();
        }
        Map<String, Expression> named = new LinkedHashMap<>();
        List<Expression> positional = new ArrayList<>();
        ClosureExpression body = null;
        List<Expression> arguments = call.getArguments() instanceof TupleExpression tuple
                ? tuple.getExpressions()
                : List.of(call.getArguments());
        for (Expression argument : arguments) {
            if (argument instanceof MapExpression map) {
                for (MapEntryExpression entry : map.getMapEntryExpressions()) {
                    named.put(entry.getKeyExpression().getText(), entry.getValueExpression());
                }
            } else if (argument instanceof ClosureExpression closure && body == null) {
                body = closure;
            } else {
                positional.add(argument);
            }
        }
        return Optional.of(new Call(name, named, positional, body, call));
    }

    /** What stands between its braces; empty without any. */
    List<Statement> statements() {
        return body == null ? List.of() : statements(body);
    }

    static List<Statement> statements(ClosureExpression closure) {
        return closure.getCode() instanceof BlockStatement block ? block.getStatements() : List.of(closure.getCode());
    }

    /** A named argument, or the only positional one in its stead. */
    @Nullable Expression argument(String key) {
        Expression value = named.get(key);
        return value == null && positional.size() == 1 ? positional.get(0) : value;
    }
}
