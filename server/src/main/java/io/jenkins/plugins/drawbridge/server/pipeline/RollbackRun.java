package io.jenkins.plugins.drawbridge.server.pipeline;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.step.StepOrder;
import io.jenkins.plugins.drawbridge.engine.step.StepOrderJson;
import io.jenkins.plugins.drawbridge.server.source.Checkout;
import io.jenkins.plugins.drawbridge.server.store.DeploySection;
import io.jenkins.plugins.drawbridge.server.store.Question;
import io.jenkins.plugins.drawbridge.server.store.Rollback;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.StepRecord;
import io.jenkins.plugins.drawbridge.server.store.StepRecord.Status;
import java.util.List;
import java.util.Map;

/**
 * Deploys again what an earlier build deployed: its commit, with its settled arguments. What would change is shown first,
 * and a person asked; what they have seen is what runs.
 */
final class RollbackRun {

    private final RunContext context;
    private final Records records;
    private final StepRunner steps;
    private final SmartRunner smart;

    RollbackRun(RunContext context) {
        this.context = context;
        this.records = new Records(context);
        this.steps = new StepRunner(context, records);
        this.smart = new SmartRunner(context);
    }

    void run(Rollback rollback) {
        Run earlier = context.store()
                .runs()
                .byNumber(context.run().job(), rollback.build())
                .orElseThrow(() -> new InputException("there is no build #" + rollback.build()));
        DeploySection section = context.journal().sections(earlier.id()).stream()
                .filter(found -> found.path().equals(rollback.section()))
                .findFirst()
                .orElseThrow(() -> new InputException("what build #" + rollback.build()
                        + " deployed is not kept any more; roll back to a later one"));
        StepRecord stage = records.begun("0", "stage", "Roll back to #" + rollback.build());
        context.log().line("[Pipeline] { (" + stage.title() + ")");
        try {
            Checkout files = context.files(earlier.facts().commit());
            context.log()
                    .line("Checked out " + files.commit().id() + " \""
                            + files.commit().subject() + "\"");
            deploy(StepOrderJson.read(section.order()), files, earlier);
            records.ended(stage, Status.DONE, "");
        } catch (Interrupted interrupted) {
            if (interrupted.ends()) {
                records.ended(stage, interrupted.status(), interrupted.sentence());
            }
            throw interrupted;
        } catch (DrawbridgeException failed) {
            records.ended(stage, Status.FAILED, String.valueOf(failed.getMessage()));
            throw failed;
        }
        context.log().line("[Pipeline] }");
    }

    private void deploy(StepOrder order, Checkout files, Run earlier) {
        Frame frame = Frame.first(new Variables(Map.of(), Map.of())).at("0");
        Frame plan = frame.at("0");
        steps.leaf("smartDiff", plan, record -> smart.run(order.as("smartDiff"), files.folder(), plan));
        Frame ask = frame.at("1");
        steps.leaf("input", ask, record -> {
            steps.ask(question(ask, order, earlier), record, ask);
            return "";
        });
        Frame deploy = frame.at("2");
        steps.leaf("smartDeploy", deploy, record -> smart.run(order.as("smartDeploy"), files.folder(), deploy));
    }

    /** Whoever asked for it may also say yes, now that the plan is there to be seen. */
    private Question question(Frame frame, StepOrder order, Run earlier) {
        String where = order.environment().isEmpty() ? order.cluster() : order.environment();
        String what = earlier.facts().revision().isEmpty()
                ? ""
                : " (" + earlier.facts().revision() + ")";
        return new Question(
                context.run().id(),
                frame.path(),
                "Roll " + where + " back to build #" + earlier.number() + what + ", as the plan shows?",
                "Roll back",
                List.of(context.run().cause().who()),
                null);
    }
}
