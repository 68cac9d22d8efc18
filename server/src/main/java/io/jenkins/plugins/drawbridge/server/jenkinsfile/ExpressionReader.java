package io.jenkins.plugins.drawbridge.server.jenkinsfile;

import io.jenkins.plugins.drawbridge.server.jenkinsfile.Term.Binary.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.BooleanExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.ElvisOperatorExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.NotExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.TernaryExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.jspecify.annotations.Nullable;

/** Groovy's expressions to ours; whatever could do something is a fault. */
final class ExpressionReader {

    private static final Term NOTHING = new Term.Literal("");
    private static final Map<String, Operator> OPERATORS =
            Map.of("==", Operator.EQUAL, "!=", Operator.UNEQUAL, "&&", Operator.AND, "||", Operator.OR);
    private static final String ALLOWED =
            "literals, params.NAME, env.NAME, ==, !=, &&, ||, ! and + are; nothing is ever executed";

    private final Faults faults;

    ExpressionReader(Faults faults) {
        this.faults = faults;
    }

    Term read(Expression node) {
        if (node instanceof ConstantExpression constant) {
            return literal(constant);
        }
        if (node instanceof GStringExpression text) {
            return text(text);
        }
        if (node instanceof VariableExpression variable) {
            return new Term.Name(variable.getName());
        }
        if (node instanceof PropertyExpression property) {
            return property(property);
        }
        if (node instanceof ListExpression list) {
            return new Term.ListOf(
                    list.getExpressions().stream().map(this::read).toList(), list.getLineNumber());
        }
        return operation(node);
    }

    private Term operation(Expression node) {
        if (node instanceof NotExpression not) {
            return new Term.Not(read(not.getExpression()));
        }
        if (node instanceof ElvisOperatorExpression elvis) {
            return new Term.Elvis(read(elvis.getTrueExpression()), read(elvis.getFalseExpression()));
        }
        if (node instanceof TernaryExpression choice) {
            return new Term.Choice(
                    read(choice.getBooleanExpression()),
                    read(choice.getTrueExpression()),
                    read(choice.getFalseExpression()));
        }
        if (node instanceof BooleanExpression bool) {
            return read(bool.getExpression());
        }
        if (node instanceof BinaryExpression binary) {
            return binary(binary);
        }
        return refused(node);
    }

    private Term binary(BinaryExpression binary) {
        String word = binary.getOperation().getText();
        Operator operator = OPERATORS.get(word);
        if (operator == null && !word.equals("+")) {
            return refused(binary);
        }
        Term left = read(binary.getLeftExpression());
        Term right = read(binary.getRightExpression());
        return operator == null
                ? new Term.Text(List.of(left, right), binary.getLineNumber())
                : new Term.Binary(operator, left, right);
    }

    private Term literal(ConstantExpression constant) {
        Object value = constant.getValue();
        if (value == null || value instanceof String || value instanceof Boolean) {
            return new Term.Literal(value);
        }
        if (value instanceof Integer || value instanceof Long) {
            return new Term.Literal(value);
        }
        return refused(constant);
    }

    private Term text(GStringExpression text) {
        List<Term> parts = new ArrayList<>();
        for (int index = 0; index < text.getStrings().size(); index++) {
            parts.add(new Term.Literal(text.getStrings().get(index).getValue()));
            if (index < text.getValues().size()) {
                parts.add(read(text.getValue(index)));
            }
        }
        return new Term.Text(List.copyOf(parts), text.getLineNumber());
    }

    private Term property(PropertyExpression property) {
        String name = property.getPropertyAsString();
        if (property.getObjectExpression() instanceof VariableExpression owner && name != null) {
            if (owner.getName().equals("params")) {
                return new Term.Parameter(name);
            }
            if (owner.getName().equals("env")) {
                return new Term.Variable(name);
            }
        }
        return refused(property);
    }

    private Term refused(ASTNode node) {
        String text = node.getText();
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        faults.report(node, "'" + shown.replace('\n', ' ') + "' is not possible here; " + ALLOWED);
        return NOTHING;
    }

    /** A text that is known before anything runs. */
    String constant(@Nullable Expression node, ASTNode place, String what) {
        if (node instanceof ConstantExpression constant && constant.getValue() != null) {
            return String.valueOf(constant.getValue());
        }
        faults.report(node == null ? place : node, what + " must be a plain text");
        return "";
    }

    OptionalLong number(@Nullable Expression node, ASTNode place, String what) {
        if (node instanceof ConstantExpression constant) {
            try {
                long value = Long.parseLong(String.valueOf(constant.getValue()));
                if (value > 0 && value <= 1_000_000) {
                    return OptionalLong.of(value);
                }
            } catch (NumberFormatException noNumber) {
                // Told below, like a number out of bounds.
            }
        }
        faults.report(node == null ? place : node, what + " must be a whole number above zero");
        return OptionalLong.empty();
    }
}
