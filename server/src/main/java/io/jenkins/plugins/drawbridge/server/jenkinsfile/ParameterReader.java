package io.jenkins.plugins.drawbridge.server.jenkinsfile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.stmt.Statement;

/** The definitions between the braces of {@code parameters}. */
final class ParameterReader {

    private static final String POSSIBLE = "string, text, booleanParam and choice";

    private final Faults faults;
    private final ExpressionReader expressions;

    ParameterReader(Faults faults, ExpressionReader expressions) {
        this.faults = faults;
        this.expressions = expressions;
    }

    List<ParameterDefinition> parameters(Call block) {
        List<ParameterDefinition> definitions = new ArrayList<>();
        for (Statement statement : block.statements()) {
            Optional<Call> call = Call.of(statement);
            if (call.isEmpty()) {
                faults.report(statement, "this is no parameter; possible are " + POSSIBLE);
            } else {
                definition(call.get()).ifPresent(definitions::add);
            }
        }
        return List.copyOf(definitions);
    }

    private Optional<ParameterDefinition> definition(Call call) {
        return switch (call.name()) {
            case "string" -> Optional.of(definition(call, ParameterDefinition.Kind.STRING, List.of()));
            case "text" -> Optional.of(definition(call, ParameterDefinition.Kind.TEXT, List.of()));
            case "booleanParam" -> Optional.of(definition(call, ParameterDefinition.Kind.BOOLEAN, List.of()));
            case "choice" -> Optional.of(definition(call, ParameterDefinition.Kind.CHOICE, choices(call)));
            default -> {
                faults.report(
                        call.place(),
                        "a parameter of the kind '" + call.name() + "' is not possible here"
                                + Advice.insteadOf(call.name(), POSSIBLE));
                yield Optional.empty();
            }
        };
    }

    private ParameterDefinition definition(Call call, ParameterDefinition.Kind kind, List<String> choices) {
        String written = text(call, "defaultValue");
        String otherwise = kind == ParameterDefinition.Kind.BOOLEAN && written.isEmpty() ? "false" : written;
        return new ParameterDefinition(
                expressions.constant(call.named().get("name"), call.place(), "the name of a parameter"),
                kind,
                choices.isEmpty() ? otherwise : choices.get(0),
                choices,
                text(call, "description"));
    }

    private String text(Call call, String key) {
        Expression written = call.named().get(key);
        return written == null ? "" : expressions.constant(written, call.place(), key);
    }

    private List<String> choices(Call call) {
        Expression written = call.named().get("choices");
        if (written instanceof ListExpression list && !list.getExpressions().isEmpty()) {
            return list.getExpressions().stream()
                    .map(item -> expressions.constant(item, call.place(), "a choice"))
                    .toList();
        }
        String lines = expressions.constant(written, call.place(), "choices");
        return Arrays.stream(lines.split("\n")).filter(line -> !line.isBlank()).toList();
    }
}
