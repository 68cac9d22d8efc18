package io.jenkins.plugins.drawbridge.server.jenkinsfile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.jspecify.annotations.Nullable;

/** Stages, and the blocks that stages and pipelines share: {@code environment} and {@code post}. */
final class StageReader {

    private static final String POSSIBLE = "when, environment, options, input, steps and post";

    private final Faults faults;
    private final ExpressionReader expressions;
    private final StepReader steps;
    private final ConditionReader conditions;

    StageReader(Faults faults, ExpressionReader expressions, StepReader steps) {
        this.faults = faults;
        this.expressions = expressions;
        this.steps = steps;
        this.conditions = new ConditionReader(faults, expressions);
    }

    List<Stage> stages(Call block) {
        List<Stage> stages = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Statement statement : block.statements()) {
            Optional<Call> call =
                    Call.of(statement).filter(found -> found.name().equals("stage"));
            if (call.isEmpty()) {
                faults.report(statement, "only stage('name') { ... } may stand in stages");
                continue;
            }
            Stage stage = stage(call.get());
            if (!names.add(stage.name())) {
                faults.report(statement, "a second stage '" + stage.name() + "'; each needs its own name");
            }
            stages.add(stage);
        }
        if (stages.isEmpty()) {
            faults.report(block.place(), "stages needs at least one stage");
        }
        return stages;
    }

    private Stage stage(Call call) {
        String name = expressions.constant(
                call.positional().isEmpty() ? null : call.positional().get(0), call.place(), "the name of a stage");
        Condition when = null;
        List<Pipeline.Binding> environment = List.of();
        Step.@Nullable Input input = null;
        Duration timeout = null;
        List<Step> body = List.of();
        Post post = Post.NONE;
        boolean hasSteps = false;
        for (Statement statement : call.statements()) {
            Optional<Call> part = Call.of(statement);
            switch (part.map(Call::name).orElse("")) {
                case "agent" -> {
                    // The server runs everything itself.
                }
                case "when" -> when = conditions.when(part.orElseThrow());
                case "environment" -> environment = environment(part.orElseThrow());
                case "options" -> timeout = timeout(part.orElseThrow());
                case "input" -> input = input(part.orElseThrow());
                case "steps" -> {
                    hasSteps = true;
                    body = steps.steps(part.orElseThrow().statements());
                }
                case "post" -> post = post(part.orElseThrow());
                default -> refused(statement, part);
            }
        }
        if (!hasSteps) {
            faults.report(call.place(), "the stage '" + name + "' has no steps");
        }
        return new Stage(name, when, environment, input, timeout, body, post);
    }

    private void refused(Statement statement, Optional<Call> part) {
        String word = part.map(Call::name).orElse("");
        faults.report(
                statement,
                word.isEmpty()
                        ? "a stage holds " + POSSIBLE
                        : "'" + word + "' is not possible in a stage" + Advice.insteadOf(word, POSSIBLE));
    }

    private @Nullable Duration timeout(Call block) {
        Duration timeout = null;
        for (Statement statement : block.statements()) {
            Optional<Call> call =
                    Call.of(statement).filter(found -> found.name().equals("timeout"));
            if (call.isPresent()) {
                timeout = steps.timeout(call.get()).orElse(null);
            } else {
                faults.report(statement, "the options of a stage are timeout(time: 1, unit: 'HOURS') only");
            }
        }
        return timeout;
    }

    /** The directive has a block where the step has arguments. */
    private Step.Input input(Call block) {
        if (block.body() == null) {
            return steps.input(block);
        }
        Map<String, Expression> named = new java.util.LinkedHashMap<>();
        for (Statement statement : block.statements()) {
            Optional<Call> call =
                    Call.of(statement).filter(found -> found.positional().size() == 1);
            if (call.isPresent()) {
                named.put(call.get().name(), call.get().positional().get(0));
            } else {
                faults.report(statement, "input holds message, ok and submitter");
            }
        }
        return steps.input(new Call("input", named, List.of(), null, block.place()));
    }

    List<Pipeline.Binding> environment(Call block) {
        List<Pipeline.Binding> bindings = new ArrayList<>();
        for (Statement statement : block.statements()) {
            if (statement instanceof ExpressionStatement expression
                    && expression.getExpression() instanceof BinaryExpression assignment
                    && assignment.getOperation().getText().equals("=")
                    && assignment.getLeftExpression() instanceof VariableExpression name) {
                bindings.add(new Pipeline.Binding(name.getName(), value(assignment.getRightExpression())));
            } else {
                faults.report(statement, "environment holds NAME = 'value'");
            }
        }
        return bindings;
    }

    private Pipeline.Value value(Expression written) {
        Optional<Call> credentials = Call.of(written).filter(call -> call.name().equals("credentials"));
        if (credentials.isPresent()) {
            Expression id = credentials.get().argument("credentialsId");
            return new Pipeline.Value.Credential(expressions.constant(id, written, "the id of credentials"));
        }
        return new Pipeline.Value.Of(expressions.read(written));
    }

    Post post(Call block) {
        Map<Post.When, List<Step>> found = new EnumMap<>(Post.When.class);
        for (Statement statement : block.statements()) {
            Optional<Call> call = Call.of(statement);
            Optional<Post.When> when = call.flatMap(StageReader::condition);
            if (when.isPresent()) {
                found.put(when.get(), steps.steps(call.orElseThrow().statements()));
            } else {
                faults.report(
                        statement,
                        "post holds always, changed, aborted, failure, success, unstable, unsuccessful and cleanup");
            }
        }
        return new Post(found);
    }

    private static Optional<Post.When> condition(Call call) {
        for (Post.When when : Post.When.values()) {
            if (when.name().equals(call.name())) {
                return Optional.of(when);
            }
        }
        return Optional.empty();
    }
}
