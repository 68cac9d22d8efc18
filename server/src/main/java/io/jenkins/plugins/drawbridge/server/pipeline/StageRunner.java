package io.jenkins.plugins.drawbridge.server.pipeline;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import io.jenkins.plugins.drawbridge.server.jenkinsfile.Pipeline;
import io.jenkins.plugins.drawbridge.server.jenkinsfile.Post;
import io.jenkins.plugins.drawbridge.server.jenkinsfile.Stage;
import io.jenkins.plugins.drawbridge.server.jenkinsfile.Step;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.RunResult;
import io.jenkins.plugins.drawbridge.server.store.StepRecord;
import io.jenkins.plugins.drawbridge.server.store.StepRecord.Status;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs stages: conditions, environment, input, steps, post. */
final class StageRunner {

    private final RunContext context;
    private final Records records;
    private final StepRunner steps;

    StageRunner(RunContext context) {
        this.context = context;
        this.records = new Records(context);
        this.steps = new StepRunner(context, records);
    }

    void skipped(Stage stage, Frame frame) {
        if (records.known(frame.path()).isEmpty()) {
            context.log().line("Stage \"" + stage.name() + "\" skipped due to earlier failure(s)");
            records.ended(
                    records.begun(frame.path(), "stage", stage.name()), Status.SKIPPED, "an earlier stage failed");
        }
    }

    void run(Stage stage, Frame outer) {
        Optional<StepRecord> known = records.known(outer.path());
        if (known.isEmpty()) {
            context.look(outer);
        } else if (known.get().endedAt() != null) {
            remembered(known.get());
            return;
        }
        StepRecord record = records.begun(outer.path(), "stage", stage.name());
        context.log().line("[Pipeline] stage");
        context.log().line("[Pipeline] { (" + stage.name() + ")");
        Frame frame =
                stage.timeout() == null ? outer : outer.until(record.startedAt().plus(stage.timeout()));
        try {
            body(stage, frame, record);
        } catch (Interrupted interrupted) {
            if (interrupted.ends()) {
                context.log().line("[Pipeline] }");
            }
            throw interrupted;
        }
        context.log().line("[Pipeline] }");
    }

    private void remembered(StepRecord stage) {
        RunResult result =
                switch (stage.status()) {
                    case FAILED -> RunResult.FAILURE;
                    case UNSTABLE -> RunResult.UNSTABLE;
                    case ABORTED -> RunResult.ABORTED;
                    default -> RunResult.SUCCESS;
                };
        if (!stage.value().isEmpty()) {
            context.worsen(RunResult.valueOf(stage.value()), stage.detail());
        }
        if (result == RunResult.ABORTED && !stage.detail().isEmpty()) {
            throw new Interrupted(Interrupted.Kind.ABORTED, stage.detail());
        }
    }

    private void body(Stage stage, Frame frame, StepRecord record) {
        RunResult before = context.result();
        context.stageBegins();
        Interrupted end = null;
        Frame within = frame;
        try {
            within = bound(stage.environment(), frame);
            if (!holds(stage, within)) {
                context.log().line("Stage \"" + stage.name() + "\" skipped due to when conditional");
                records.ended(record, Status.SKIPPED, "its condition does not hold");
                return;
            }
            if (stage.input() != null) {
                steps.run(List.of(stage.input()), within.at("input"));
            }
            steps.run(stage.steps(), within);
        } catch (Interrupted interrupted) {
            if (!interrupted.ends()) {
                throw interrupted;
            }
            end = interrupted;
            records.endSteps(frame.path(), interrupted);
            context.worsen(interrupted.result(), interrupted.sentence());
        }
        post(stage.post(), within.closed());
        boolean worse = context.result() != before;
        records.ended(
                record,
                status(end, worse),
                end == null ? "" : end.sentence(),
                worse ? context.result().name() : "");
        if (end != null && end.stopped()) {
            throw end;
        }
    }

    private static boolean holds(Stage stage, Frame frame) {
        try {
            return stage.when() == null || Conditions.hold(stage.when(), frame.variables());
        } catch (InputException beyondBounds) {
            throw new Interrupted(Interrupted.Kind.FAILED, String.valueOf(beyondBounds.getMessage()));
        }
    }

    private Status status(@Nullable Interrupted end, boolean worse) {
        if (end != null) {
            return end.status();
        }
        return switch (context.ofStage()) {
            case SUCCESS -> worse && context.result() == RunResult.UNSTABLE ? Status.UNSTABLE : Status.DONE;
            case UNSTABLE -> Status.UNSTABLE;
            case FAILURE -> Status.FAILED;
            case NOT_BUILT -> Status.SKIPPED;
            case ABORTED -> Status.ABORTED;
        };
    }

    /** What a failing post step does is told and changes the result; the other post steps still run. */
    void post(Post post, Frame frame) {
        for (Post.When when : Post.When.values()) {
            List<Step> of = post.steps().get(when);
            if (of == null || !applies(when)) {
                continue;
            }
            try {
                steps.run(of, frame.at(when.name()));
            } catch (Interrupted interrupted) {
                if (!interrupted.ends()) {
                    throw interrupted;
                }
                context.log().line("Error when executing " + when + " post condition: " + interrupted.sentence());
                context.worsen(interrupted.result(), interrupted.sentence());
            }
        }
    }

    private boolean applies(Post.When when) {
        RunResult result = context.result();
        return switch (when) {
            case always, cleanup -> true;
            case success -> result == RunResult.SUCCESS;
            case unstable -> result == RunResult.UNSTABLE;
            case failure -> result == RunResult.FAILURE;
            case aborted -> result == RunResult.ABORTED;
            case unsuccessful -> result != RunResult.SUCCESS;
            case changed -> changed(result);
        };
    }

    private boolean changed(RunResult result) {
        return context.store()
                .runs()
                .last(context.run().job(), RunResult.values())
                .map(Run::result)
                .map(previous -> previous != result)
                .orElse(true);
    }

    /** Later variables see earlier ones; credentials are masked from here on. */
    Frame bound(List<Pipeline.Binding> bindings, Frame frame) {
        Variables variables = frame.variables();
        for (Pipeline.Binding binding : bindings) {
            variables = variables.with(binding.name(), value(binding, variables));
        }
        return frame.with(variables);
    }

    private String value(Pipeline.Binding binding, Variables variables) {
        if (binding.value() instanceof Pipeline.Value.Of of) {
            return variables.text(of.expression());
        }
        String id = ((Pipeline.Value.Credential) binding.value()).id();
        SecretSource source = context.job().credentials().get(id);
        if (source == null) {
            throw new IllegalStateException("the pipeline was checked for the credentials " + id);
        }
        try {
            Secret secret = source.read();
            context.log().mask(secret);
            return secret.reveal();
        } catch (DrawbridgeException unreadable) {
            throw new Interrupted(Interrupted.Kind.FAILED, String.valueOf(unreadable.getMessage()));
        }
    }
}
