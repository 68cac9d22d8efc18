package io.jenkins.plugins.drawbridge.server.pipeline;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.step.StepOrder;
import io.jenkins.plugins.drawbridge.engine.step.StepOrderJson;
import io.jenkins.plugins.drawbridge.server.source.Checkout;
import io.jenkins.plugins.drawbridge.server.store.DeploySection;
import io.jenkins.plugins.drawbridge.server.store.Rollback;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.StepRecord;
import io.jenkins.plugins.drawbridge.server.store.StepRecord.Status;
import java.util.Map;

/** Deploys again what an earlier build deployed: its commit, with its settled arguments. */
final class RollbackRun {

    private final RunContext context;

    RollbackRun(RunContext context) {
        this.context = context;
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
        StepOrder order = StepOrderJson.read(section.order());
        Records records = new Records(context);
        StepRecord stage = records.begun("0", "stage", "Roll back to #" + rollback.build());
        context.log().line("[Pipeline] { (" + stage.title() + ")");
        try {
            Checkout files = context.files(earlier.facts().commit());
            context.log()
                    .line("Checked out " + files.commit().id() + " \""
                            + files.commit().subject() + "\"");
            Frame frame = new Frame("0/0", new Variables(Map.of(), Map.of()), "", null);
            StepRecord record = records.begun("0/0", order.step(), "");
            new SmartRunner(context).run(order, files.folder(), frame, null);
            records.ended(record, Status.DONE, "");
            records.ended(stage, Status.DONE, "");
        } catch (Interrupted interrupted) {
            if (!interrupted.ends()) {
                throw interrupted;
            }
            failed(records, stage, interrupted.sentence(), interrupted.kind() == Interrupted.Kind.ABORTED);
            context.worsen(interrupted.result(), interrupted.sentence());
        } catch (DrawbridgeException failed) {
            failed(records, stage, String.valueOf(failed.getMessage()), false);
            throw failed;
        }
        context.log().line("[Pipeline] }");
    }

    private static void failed(Records records, StepRecord stage, String why, boolean aborted) {
        Status status = aborted ? Status.ABORTED : Status.FAILED;
        records.known("0/0").ifPresent(record -> records.ended(record, status, why));
        records.ended(stage, status, why);
    }
}
