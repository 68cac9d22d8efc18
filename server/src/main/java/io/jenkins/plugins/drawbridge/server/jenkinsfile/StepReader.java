package io.jenkins.plugins.drawbridge.server.jenkinsfile;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.Statement;
import org.jspecify.annotations.Nullable;

/** The steps between the braces of {@code steps} and {@code post}. */
final class StepReader {

    private static final String POSSIBLE = "echo, error, checkout scm, dir, withEnv, timeout, retry, catchError, input,"
            + " smartDiff and smartDeploy";
    private static final Set<String> RESULTS = Set.of("SUCCESS", "UNSTABLE", "FAILURE", "NOT_BUILT", "ABORTED");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "SECONDS", ChronoUnit.SECONDS,
            "MINUTES", ChronoUnit.MINUTES,
            "HOURS", ChronoUnit.HOURS,
            "DAYS", ChronoUnit.DAYS);

    private final Faults faults;
    private final ExpressionReader expressions;
    private final StepCatalogue catalogue;

    StepReader(Faults faults, ExpressionReader expressions, StepCatalogue catalogue) {
        this.faults = faults;
        this.expressions = expressions;
        this.catalogue = catalogue;
    }

    List<Step> steps(List<Statement> statements) {
        List<Step> steps = new ArrayList<>();
        for (Statement statement : statements) {
            Optional<Call> call = Call.of(statement);
            if (call.isPresent()) {
                step(call.get()).ifPresent(steps::add);
            } else {
                faults.report(
                        statement,
                        "this is no step; no Groovy is executed here, only the steps " + POSSIBLE + " are known");
            }
        }
        return List.copyOf(steps);
    }

    private Optional<Step> step(Call call) {
        return switch (call.name()) {
            case "echo" -> Optional.of(new Step.Echo(message(call)));
            case "error" -> Optional.of(new Step.Fail(message(call)));
            case "checkout" -> checkout(call);
            case "dir" -> Optional.of(new Step.Dir(value(call, "path"), inner(call)));
            case "withEnv" -> Optional.of(new Step.WithEnv(variables(call), inner(call)));
            case "timeout" -> timeout(call).map(time -> new Step.Timeout(time, inner(call)));
            case "retry" -> retry(call);
            case "catchError" -> Optional.of(catchError(call));
            case "input" -> Optional.of(input(call));
            default -> smart(call);
        };
    }

    private Term message(Call call) {
        known(call, Set.of("message"));
        return value(call, "message");
    }

    private Term value(Call call, String key) {
        Expression written = call.argument(key);
        if (written == null) {
            faults.report(call.place(), call.name() + " needs its " + key);
            return new Term.Literal("");
        }
        return expressions.read(written);
    }

    private Optional<Step> checkout(Call call) {
        Expression what = call.argument("scm");
        if (what instanceof VariableExpression variable && variable.getName().equals("scm")) {
            return Optional.of(new Step.Checkout());
        }
        faults.report(call.place(), "only 'checkout scm' is possible; the repository is the job's");
        return Optional.empty();
    }

    private List<Step> inner(Call call) {
        if (call.body() == null) {
            faults.report(call.place(), call.name() + " needs steps between braces");
        }
        return steps(call.statements());
    }

    private List<Term> variables(Call call) {
        if (value(call, "overrides") instanceof Term.ListOf list) {
            return list.items();
        }
        faults.report(call.place(), "withEnv needs a list such as ['NAME=value']");
        return List.of();
    }

    Optional<Duration> timeout(Call call) {
        known(call, Set.of("time", "unit", "activity"));
        String unit = call.named().get("unit") == null
                ? "MINUTES"
                : expressions.constant(call.named().get("unit"), call.place(), "the unit of timeout");
        ChronoUnit known = UNITS.get(unit);
        if (known == null) {
            faults.report(call.place(), "the unit of timeout is SECONDS, MINUTES, HOURS or DAYS");
            return Optional.empty();
        }
        var time = expressions.number(call.argument("time"), call.place(), "the time of timeout");
        return time.isPresent() ? Optional.of(Duration.of(time.getAsLong(), known)) : Optional.empty();
    }

    private Optional<Step> retry(Call call) {
        known(call, Set.of("count"));
        var count = expressions.number(call.argument("count"), call.place(), "the count of retry");
        if (count.isPresent() && count.getAsLong() > 100) {
            faults.report(call.place(), "the count of retry is at most 100");
            return Optional.empty();
        }
        List<Step> steps = inner(call);
        return count.isPresent() ? Optional.of(new Step.Retry((int) count.getAsLong(), steps)) : Optional.empty();
    }

    private Step catchError(Call call) {
        known(call, Set.of("buildResult", "stageResult", "message", "catchInterruptions"));
        return new Step.CatchError(
                result(call, "buildResult", "FAILURE"),
                result(call, "stageResult", "SUCCESS"),
                flag(call, "catchInterruptions", true),
                optional(call, "message", ""),
                inner(call));
    }

    private boolean flag(Call call, String key, boolean otherwise) {
        Expression written = call.named().get(key);
        if (written == null) {
            return otherwise;
        }
        if (written instanceof ConstantExpression constant && constant.getValue() instanceof Boolean flag) {
            return flag;
        }
        faults.report(written, key + " is true or false");
        return otherwise;
    }

    /** Null leaves the result as it is, which for the worst of all results is the same as the best one. */
    private String result(Call call, String key, String otherwise) {
        Expression written = call.named().get(key);
        if (written == null) {
            return otherwise;
        }
        if (written instanceof ConstantExpression constant && constant.isNullExpression()) {
            return "SUCCESS";
        }
        String result = expressions.constant(written, call.place(), key);
        if (!RESULTS.contains(result)) {
            faults.report(written, key + " is SUCCESS, UNSTABLE, FAILURE, NOT_BUILT or ABORTED");
        }
        return result;
    }

    private Term optional(Call call, String key, String otherwise) {
        Expression written = call.named().get(key);
        return written == null ? new Term.Literal(otherwise) : expressions.read(written);
    }

    Step.Input input(Call call) {
        known(call, Set.of("message", "ok", "submitter", "id"));
        Expression submitter = call.named().get("submitter");
        String submitters = submitter == null ? "" : expressions.constant(submitter, call.place(), "submitter");
        return new Step.Input(
                value(call, "message"),
                optional(call, "ok", "Proceed"),
                Arrays.stream(submitters.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList());
    }

    private Optional<Step> smart(Call call) {
        Set<String> arguments = catalogue.arguments(call.name());
        if (arguments.isEmpty()) {
            faults.report(
                    call.place(),
                    "the step '" + call.name() + "' cannot be run here" + Advice.insteadOf(call.name(), POSSIBLE));
            return Optional.empty();
        }
        known(call, arguments);
        if (!call.positional().isEmpty()) {
            faults.report(call.place(), call.name() + " takes named arguments only, such as environment: 'DEV'");
        }
        Map<String, Term> values = new LinkedHashMap<>();
        call.named().forEach((name, value) -> values.put(name, expressions.read(value)));
        return Optional.of(
                new Step.Smart(call.name(), Map.copyOf(values), call.place().getLineNumber()));
    }

    private void known(Call call, Set<String> arguments) {
        call.named().forEach((name, value) -> {
            if (!arguments.contains(name)) {
                String names = String.join(", ", arguments.stream().sorted().toList());
                faults.report(place(value, call), call.name() + " has no argument '" + name + "'; it has " + names);
            }
        });
    }

    private static ASTNode place(@Nullable ASTNode value, Call call) {
        return value == null ? call.place() : value;
    }
}
