package io.jenkins.plugins.drawbridge.server.jenkinsfile;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value in a Jenkinsfile, of literals, parameters and variables; evaluating it has no effect. */
public sealed interface Term {

    /** So many characters has a text at most, or the texts of a list together. */
    int LONGEST = 1024 * 1024;

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

    /**
     * A text, a boolean, a number (Integer or Long), a list of them; or null.
     *
     * @throws InputException if it grows beyond all bounds, which variables made of variables soon do
     */
    @Nullable Object evaluate(Scope scope);

    /** As Groovy puts it into a text. */
    default String text(Scope scope) {
        return String.valueOf(evaluate(scope));
    }

    default boolean truth(Scope scope) {
        return holds(evaluate(scope));
    }

    /** Groovy's truth of what this came to: null, false, zero and what is empty are false. */
    default boolean holds(@Nullable Object value) {
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

    private static void refuseBeyondBounds(long characters, int line) {
        if (characters > LONGEST) {
            throw new InputException("line " + line + " of the Jenkinsfile makes a text of more than 1 MiB");
        }
    }

    record Literal(@Nullable Object value) implements Term {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            return value;
        }
    }

    /** {@code "a ${b} c"}, or {@code 'a ' + b + ' c'}. */
    record Text(List<Term> parts, int line) implements Term {
        @Override
        public Object evaluate(Scope scope) {
            StringBuilder text = new StringBuilder();
            for (Term part : parts) {
                String piece = part.text(scope);
                refuseBeyondBounds((long) text.length() + piece.length(), line);
                text.append(piece);
            }
            return text.toString();
        }
    }

    /** {@code params.X}. A boolean parameter is the text {@code true} or {@code false} here. */
    record Parameter(String name) implements Term {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            return scope.parameter(name);
        }

        @Override
        public boolean holds(@Nullable Object value) {
            return value != null && !value.equals("") && !value.equals("false");
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

    record ListOf(List<Term> items, int line) implements Term {
        @Override
        public Object evaluate(Scope scope) {
            List<String> texts = new ArrayList<>();
            long characters = 0;
            for (Term item : items) {
                String text = item.text(scope);
                characters += text.length();
                refuseBeyondBounds(characters, line);
                texts.add(text);
            }
            return List.copyOf(texts);
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
            OR
        }

        @Override
        public @Nullable Object evaluate(Scope scope) {
            return switch (operator) {
                case EQUAL -> same(left.evaluate(scope), right.evaluate(scope));
                case UNEQUAL -> !same(left.evaluate(scope), right.evaluate(scope));
                case AND -> left.truth(scope) && right.truth(scope);
                case OR -> left.truth(scope) || right.truth(scope);
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

    /** {@code value ?: otherwise}; looks at the value once, since it may be another of these. */
    record Elvis(Term value, Term otherwise) implements Term {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            Object found = value.evaluate(scope);
            return value.holds(found) ? found : otherwise.evaluate(scope);
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
