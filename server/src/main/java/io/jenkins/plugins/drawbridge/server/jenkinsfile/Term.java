package io.jenkins.plugins.drawbridge.server.jenkinsfile;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A value in a Jenkinsfile, of literals, parameters and variables; evaluating it has no effect. */
public sealed interface Term {

    /** What names stand for. A name that is unknown is null, as in Jenkins. */
    interface Scope {

        @Nullable String parameter(String name);

        @Nullable String variable(String name);

        /** A bare name: a variable, else a parameter. */
        default @Nullable String bare(String name) {
            String variable = variable(name);
            return variable == null ? parameter(name) : variable;
        }
    }

    /** A text, a boolean, a number (Integer or Long), a list of them; or null. */
    @Nullable Object evaluate(Scope scope);

    /** As Groovy puts it into a text. */
    default String text(Scope scope) {
        return String.valueOf(evaluate(scope));
    }

    /** Groovy's truth: null, false, zero and what is empty are false. */
    default boolean truth(Scope scope) {
        Object value = evaluate(scope);
        if (value instanceof Boolean bool) {
            return bool;
        }
        if (value instanceof Number number) {
            return number.longValue() != 0;
        }
        if (value instanceof List<?> list) {
            return !list.isEmpty();
        }
        return value != null && !value.toString().isEmpty();
    }

    record Literal(@Nullable Object value) implements Term {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            return value;
        }
    }

    /** {@code "a ${b} c"}. */
    record Text(List<Term> parts) implements Term {
        @Override
        public Object evaluate(Scope scope) {
            return parts.stream().map(part -> part.text(scope)).collect(Collectors.joining());
        }
    }

    /** {@code params.X}. A boolean parameter is the text {@code true} or {@code false} here. */
    record Parameter(String name) implements Term {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            return scope.parameter(name);
        }

        @Override
        public boolean truth(Scope scope) {
            String value = scope.parameter(name);
            return value != null && !value.isEmpty() && !value.equals("false");
        }
    }

    /** {@code env.X}. */
    record Variable(String name) implements Term {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            return scope.variable(name);
        }
    }

    /** {@code X}. */
    record Name(String name) implements Term {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            return scope.bare(name);
        }
    }

    record ListOf(List<Term> items) implements Term {
        @Override
        public Object evaluate(Scope scope) {
            return items.stream().map(item -> item.text(scope)).toList();
        }
    }

    record Not(Term negated) implements Term {
        @Override
        public Object evaluate(Scope scope) {
            return !negated.truth(scope);
        }
    }

    /** {@code ==} and its kin. */
    record Binary(Operator operator, Term left, Term right) implements Term {

        public enum Operator {
            EQUAL,
            UNEQUAL,
            AND,
            OR,
            PLUS
        }

        @Override
        public @Nullable Object evaluate(Scope scope) {
            return switch (operator) {
                case EQUAL -> same(left.evaluate(scope), right.evaluate(scope));
                case UNEQUAL -> !same(left.evaluate(scope), right.evaluate(scope));
                case AND -> left.truth(scope) && right.truth(scope);
                case OR -> left.truth(scope) || right.truth(scope);
                case PLUS -> left.text(scope) + right.text(scope);
            };
        }

        /** A parameter's {@code "true"} equals {@code true}, since all parameters are texts here. */
        private static boolean same(@Nullable Object left, @Nullable Object right) {
            if (left == null || right == null) {
                return left == right;
            }
            return left.toString().equals(right.toString());
        }
    }

    /** {@code condition ? yes : no}. */
    record Choice(Term condition, Term yes, Term no) implements Term {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            return condition.truth(scope) ? yes.evaluate(scope) : no.evaluate(scope);
        }
    }
}
