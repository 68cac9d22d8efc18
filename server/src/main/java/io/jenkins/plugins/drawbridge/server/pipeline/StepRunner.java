package io.jenkins.plugins.drawbridge.server.pipeline;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.server.jenkinsfile.Step;
import io.jenkins.plugins.drawbridge.server.jenkinsfile.Term;
import io.jenkins.plugins.drawbridge.server.store.Question;
import io.jenkins.plugins.drawbridge.server.store.RunResult;
import io.jenkins.plugins.drawbridge.server.store.StepRecord;
import io.jenkins.plugins.drawbridge.server.store.StepRecord.Status;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Runs steps. A step that ended in an earlier attempt is not run again; how it ended still counts. */
final class StepRunner {

    private final RunContext context;
    private final Records records;
    private final SmartRunner smart;

    StepRunner(RunContext context, Records records) {
        this.context = context;
        this.records = records;
        this.smart = new SmartRunner(context);
    }

    void run(List<Step> steps, Frame frame) {
        for (int index = 0; index < steps.size(); index++) {
            step(steps.get(index), frame.at(String.valueOf(index)));
        }
    }

    private void look(Frame frame) {
        try {
            context.look(frame);
        } catch (Interrupted end) {
            if (end.ends()) {
                records.endSteps(frame.path(), end);
            }
            throw end;
        }
    }

    private void step(Step step, Frame frame) {
        if (step instanceof Step.Dir dir) {
            run(dir.steps(), frame.in(frame.variables().text(dir.path())));
        } else if (step instanceof Step.WithEnv withEnv) {
            run(withEnv.steps(), frame.with(with(withEnv, frame.variables())));
        } else if (step instanceof Step.Timeout timeout) {
            timeout(timeout, frame);
        } else if (step instanceof Step.Retry retry) {
            retry(retry, frame);
        } else if (step instanceof Step.CatchError caught) {
            catchError(caught, frame);
        } else {
            leaf(step, frame);
        }
    }

    private void timeout(Step.Timeout timeout, Frame frame) {
        StepRecord record = records.known(frame.path()).orElseGet(() -> begun("timeout", frame));
        try {
            run(timeout.steps(), frame.until(record.startedAt().plus(timeout.time())));
        } catch (Interrupted interrupted) {
            if (interrupted.ends()) {
                records.ended(record, interrupted.status(), interrupted.sentence());
            }
            throw interrupted;
        }
        records.ended(record, Status.DONE, "");
    }

    private static Variables with(Step.WithEnv step, Variables variables) {
        Variables more = variables;
        for (Term term : step.variables()) {
            String text = variables.text(term);
            int equals = text.indexOf('=');
            if (equals <= 0) {
                throw new Interrupted(Interrupted.Kind.FAILED, "withEnv needs NAME=value, not '" + text + "'");
            }
            more = more.with(text.substring(0, equals), text.substring(equals + 1));
        }
        return more;
    }

    private void retry(Step.Retry retry, Frame frame) {
        for (int attempt = 1; ; attempt++) {
            try {
                run(retry.steps(), frame.at("#" + attempt));
                return;
            } catch (Interrupted interrupted) {
                if (!ofItsOwn(interrupted, frame) || attempt == retry.count()) {
                    throw interrupted;
                }
                records.retried();
                context.log().line("ERROR: " + interrupted.sentence());
                context.log().line("Retrying");
            }
        }
    }

    private void catchError(Step.CatchError caught, Frame frame) {
        try {
            run(caught.steps(), frame);
        } catch (Interrupted interrupted) {
            boolean caughtToo = interrupted.kind() == Interrupted.Kind.FAILED || caught.catchInterruptions();
            if (!ofItsOwn(interrupted, frame) || !caughtToo) {
                throw interrupted;
            }
            String message = frame.variables().text(caught.message());
            context.log().line(message.isEmpty() ? "ERROR: " + interrupted.sentence() : message);
            context.worsen(RunResult.valueOf(caught.buildResult()), interrupted.sentence());
            context.worsenStage(RunResult.valueOf(caught.stageResult()));
        }
    }

    /** Whether what was within {@code frame} ended by itself: it failed, or took longer than a timeout within. */
    private boolean ofItsOwn(Interrupted interrupted, Frame frame) {
        return interrupted.kind() == Interrupted.Kind.FAILED
                || (interrupted.kind() == Interrupted.Kind.TIMED_OUT && !context.late(frame));
    }

    private void leaf(Step step, Frame frame) {
        leaf(step.name(), frame, record -> carryOut(step, frame, record));
    }

    /** Carries out a step that has no steps in it, unless an earlier attempt has. */
    void leaf(String name, Frame frame, Function<StepRecord, String> work) {
        Optional<StepRecord> known = records.known(frame.path()).filter(record -> record.endedAt() != null);
        if (known.isPresent()) {
            remembered(known.get());
            return;
        }
        StepRecord record = begun(name, frame);
        context.log().line("[Pipeline] " + name);
        try {
            String value = work.apply(record);
            records.ended(record, Status.DONE, "", value);
        } catch (Interrupted interrupted) {
            if (interrupted.ends()) {
                records.ended(record, interrupted.status(), interrupted.sentence());
            }
            throw interrupted;
        } catch (DrawbridgeException failed) {
            String sentence = context.log().masked(String.valueOf(failed.getMessage()));
            records.ended(record, Status.FAILED, sentence);
            throw new Interrupted(Interrupted.Kind.FAILED, sentence);
        }
    }

    /** Looks only here: what has ended has ended, whoever wants the end of the run since. */
    private StepRecord begun(String name, Frame frame) {
        look(frame);
        return records.begun(frame.path(), name, "");
    }

    private static void remembered(StepRecord record) {
        if (record.status() == Status.FAILED) {
            throw new Interrupted(Interrupted.Kind.FAILED, record.detail());
        }
        if (record.status() == Status.ABORTED) {
            boolean late = record.detail().equals(RunContext.TIMEOUT);
            throw new Interrupted(late ? Interrupted.Kind.TIMED_OUT : Interrupted.Kind.ABORTED, record.detail());
        }
    }

    private String carryOut(Step step, Frame frame, StepRecord record) {
        if (step instanceof Step.Echo echo) {
            context.log().line(echo.message().text(frame.variables()));
        } else if (step instanceof Step.Fail error) {
            throw new Interrupted(
                    Interrupted.Kind.FAILED,
                    context.log().masked(error.message().text(frame.variables())));
        } else if (step instanceof Step.Checkout) {
            var files = context.files(context.facts().revision());
            context.log()
                    .line("Checked out " + files.commit().id() + " \""
                            + files.commit().subject() + "\"");
            files.leftOut().forEach(name -> context.log().line("left out, since it is a link or submodule: " + name));
        } else if (step instanceof Step.Input input) {
            input(input, frame, record);
        } else if (step instanceof Step.Smart deploy) {
            return smart.run(deploy, frame);
        }
        return "";
    }

    private void input(Step.Input input, Frame frame, StepRecord record) {
        String message = context.log().masked(input.message().text(frame.variables()));
        String ok = input.ok().text(frame.variables());
        ask(new Question(context.run().id(), frame.path(), message, ok, input.submitters(), null), record, frame);
    }

    /** Goes on if a person has said yes, ends if one has said no, and lets go of the thread while nobody has answered. */
    void ask(Question question, StepRecord record, Frame frame) {
        Question asked = context.journal().ask(question);
        String message = question.message();
        Question.Answer answer = asked.answer();
        if (answer == null) {
            context.log().line(message);
            records.ended(record, Status.WAITING, message);
            throw Interrupted.waits(message, frame.deadline());
        }
        if (!answer.approved()) {
            throw new Interrupted(Interrupted.Kind.ABORTED, "Rejected by " + answer.who() + ".");
        }
        context.log().line("Approved by " + answer.who());
    }
}
