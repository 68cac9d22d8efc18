package io.jenkins.plugins.drawbridge.server.jenkinsfile;

import groovy.lang.GroovyClassLoader;
import io.jenkins.plugins.drawbridge.server.jenkinsfile.Pipeline.Options;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.ErrorCollector;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Reads Jenkinsfiles. Only the parser of Groovy is used: no compilation unit is ever made, so no transform runs, no class
 * is looked for and nothing is fetched. Stateless.
 */
public final class JenkinsfileReader {

    private static final int MOST_CHARACTERS = 256 * 1024;
    private static final int DEEPEST = 60;
    private static final long STACK = 8L * 1024 * 1024;
    private static final String POSSIBLE = "agent, options, parameters, environment, stages and post";

    private final StepCatalogue catalogue;

    public JenkinsfileReader(StepCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * @param source how messages call the file
     * @throws JenkinsfileException with one line for each fault
     */
    public Pipeline read(String source, String text) {
        Faults faults = new Faults(source);
        refuseBeyondBounds(text, faults);
        Optional<Pipeline> pipeline = Apart.call(() -> pipeline(tree(source, text, faults), faults), STACK);
        faults.throwIfAny();
        if (pipeline.isEmpty()) {
            faults.report(1, 1, "this is nested too deeply to be read");
            faults.throwIfAny();
        }
        return pipeline.orElseThrow();
    }

    private static void refuseBeyondBounds(String text, Faults faults) {
        if (text.length() > MOST_CHARACTERS) {
            faults.report(1, 1, "a Jenkinsfile of more than 256 KiB is not read");
        }
        int depth = 0;
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == '{' || character == '(' || character == '[') {
                depth++;
            } else if (character == '}' || character == ')' || character == ']') {
                depth--;
            }
            if (depth > DEEPEST) {
                faults.report(1, 1, "more than " + DEEPEST + " brackets are open at once; nothing needs that");
                break;
            }
        }
        faults.throwIfAny();
    }

    private static ModuleNode tree(String source, String text, Faults faults) {
        CompilerConfiguration configuration = new CompilerConfiguration();
        try (GroovyClassLoader loader = new GroovyClassLoader(null, configuration)) {
            SourceUnit unit = new SourceUnit(source, text, configuration, loader, new ErrorCollector(configuration));
            return new TreeBuilder(unit, faults).buildAST();
        } catch (MultipleCompilationErrorsException errors) {
            report(errors, faults);
        } catch (java.io.IOException | RuntimeException failed) {
            faults.report(1, 1, "Groovy cannot read this: " + firstLine(failed));
        }
        faults.throwIfAny();
        throw new IllegalStateException("a failed parse has a fault");
    }

    private static void report(MultipleCompilationErrorsException errors, Faults faults) {
        for (Object error : errors.getErrorCollector().getErrors()) {
            if (error instanceof SyntaxErrorMessage syntax) {
                SyntaxException cause = syntax.getCause();
                faults.report(cause.getLine(), cause.getStartColumn(), firstLine(cause));
            }
        }
        if (errors.getErrorCollector().getErrorCount() == 0
                || !(errors.getErrorCollector().getLastError() instanceof SyntaxErrorMessage)) {
            faults.report(1, 1, "Groovy cannot read this: " + firstLine(errors));
        }
    }

    private static String firstLine(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        int end = message.indexOf('\n');
        return (end < 0 ? message : message.substring(0, end)).replaceAll(" @ line \\d+, column \\d+\\.?", "");
    }

    private Pipeline pipeline(ModuleNode module, Faults faults) {
        refuseOutside(module, faults);
        List<Statement> statements = module.getStatementBlock().getStatements();
        Optional<Call> call = statements.stream()
                .map(Call::of)
                .flatMap(Optional::stream)
                .filter(found -> found.name().equals("pipeline") && found.body() != null)
                .findFirst();
        for (Statement statement : statements) {
            if (Call.of(statement)
                    .filter(found -> found.name().equals("pipeline"))
                    .isEmpty()) {
                faults.report(
                        statement,
                        "only pipeline { ... } may stand in the file"
                                + Advice.insteadOf(
                                        Call.of(statement).map(Call::name).orElse("script"), "nothing else"));
            }
        }
        if (call.isEmpty()) {
            faults.report(1, 1, "there is no pipeline { ... }; scripted pipelines cannot be run here");
        }
        faults.throwIfAny();
        return new Blocks(faults).pipeline(call.orElseThrow());
    }

    private static void refuseOutside(ModuleNode module, Faults faults) {
        module.getImports().forEach(node -> refused(node, faults));
        module.getStarImports().forEach(node -> refused(node, faults));
        module.getStaticImports().values().forEach(node -> refused(node, faults));
        module.getStaticStarImports().values().forEach(node -> refused(node, faults));
        module.getMethods().forEach(node -> refused(node, faults));
        module.getClasses().stream().filter(node -> !node.isScript()).forEach(node -> refused(node, faults));
        if (module.getPackage() != null) {
            refused(module.getPackage(), faults);
        }
    }

    private static void refused(ASTNode node, Faults faults) {
        faults.report(
                node,
                "only pipeline { ... } may stand in the file; no imports, libraries, classes or methods: no Groovy is"
                        + " executed here");
    }

    /** The blocks of one file. */
    private final class Blocks {

        private final Faults faults;
        private final ExpressionReader expressions;
        private final StepReader steps;
        private final StageReader stages;

        Blocks(Faults faults) {
            this.faults = faults;
            this.expressions = new ExpressionReader(faults);
            this.steps = new StepReader(faults, expressions, catalogue);
            this.stages = new StageReader(faults, expressions, steps);
        }

        Pipeline pipeline(Call call) {
            Options options = Options.NONE;
            List<ParameterDefinition> parameters = List.of();
            List<Pipeline.Binding> environment = List.of();
            List<Stage> all = List.of();
            Post post = Post.NONE;
            boolean hasStages = false;
            for (Statement statement : call.statements()) {
                Optional<Call> part = Call.of(statement);
                switch (part.map(Call::name).orElse("")) {
                    case "agent" -> {
                        // The server runs everything itself.
                    }
                    case "options" -> options = options(part.orElseThrow());
                    case "parameters" ->
                        parameters = new ParameterReader(faults, expressions).parameters(part.orElseThrow());
                    case "environment" -> environment = stages.environment(part.orElseThrow());
                    case "stages" -> {
                        hasStages = true;
                        all = stages.stages(part.orElseThrow());
                    }
                    case "post" -> post = stages.post(part.orElseThrow());
                    default -> refused(statement, part);
                }
            }
            if (!hasStages) {
                faults.report(call.place(), "the pipeline has no stages");
            }
            return new Pipeline(options, parameters, environment, all, post);
        }

        private void refused(Statement statement, Optional<Call> part) {
            String word = part.map(Call::name).orElse("");
            faults.report(
                    statement,
                    word.isEmpty()
                            ? "a pipeline holds " + POSSIBLE
                            : "'" + word + "' is not possible in a pipeline" + Advice.insteadOf(word, POSSIBLE));
        }

        private Options options(Call block) {
            @Nullable Duration timeout = null;
            boolean alone = false;
            int keep = 0;
            for (Statement statement : block.statements()) {
                Optional<Call> call = Call.of(statement);
                switch (call.map(Call::name).orElse("")) {
                    case "timeout" ->
                        timeout = steps.timeout(call.orElseThrow()).orElse(null);
                    case "disableConcurrentBuilds" -> alone = true;
                    case "buildDiscarder" -> keep = buildsToKeep(call.orElseThrow());
                    default ->
                        faults.report(
                                statement,
                                "the options possible here are timeout, disableConcurrentBuilds and buildDiscarder");
                }
            }
            return new Options(timeout, alone, keep);
        }

        private int buildsToKeep(Call call) {
            Optional<Call> rotator = call.positional().stream()
                    .findFirst()
                    .flatMap(Call::of)
                    .filter(found -> found.name().equals("logRotator"));
            Expression keep =
                    rotator.map(found -> found.named().get("numToKeepStr")).orElse(null);
            return (int) expressions
                    .number(keep, call.place(), "the numToKeepStr of buildDiscarder(logRotator(numToKeepStr: '20'))")
                    .orElse(0);
        }
    }
}
