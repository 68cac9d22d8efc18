package io.jenkins.plugins.drawbridge.server.jenkinsfile;

import org.apache.groovy.parser.antlr4.AstBuilder;
import org.apache.groovy.parser.antlr4.GroovyParser.ConditionalExprAltContext;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.control.SourceUnit;

/**
 * Groovy's own builder, which writes out the source of every {@code ${...}}: an {@code a ?: b} twice its {@code a}, and so
 * one of forty in each other for ever. Nesting is bounded before that.
 */
final class TreeBuilder extends AstBuilder {

    private static final int DEEPEST = 8;

    private final Faults faults;
    private int depth;

    TreeBuilder(SourceUnit unit, Faults faults) {
        super(unit, false, false);
        this.faults = faults;
    }

    @Override
    public Expression visitConditionalExprAlt(ConditionalExprAltContext context) {
        if (depth == DEEPEST) {
            faults.report(
                    context.getStart().getLine(),
                    context.getStart().getCharPositionInLine() + 1,
                    "more than " + DEEPEST + " '?:' stand in each other; nothing needs that");
            return new ConstantExpression("");
        }
        depth++;
        try {
            return super.visitConditionalExprAlt(context);
        } finally {
            depth--;
        }
    }
}
