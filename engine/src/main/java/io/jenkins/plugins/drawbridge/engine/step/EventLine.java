package io.jenkins.plugins.drawbridge.engine.step;

import io.jenkins.plugins.drawbridge.engine.deploy.DeployEvent;
import io.jenkins.plugins.drawbridge.engine.deploy.Verdict;
import io.jenkins.plugins.drawbridge.engine.plan.Change;
import io.jenkins.plugins.drawbridge.engine.plan.Plan;
import io.jenkins.plugins.drawbridge.engine.report.PlainText;

/** The line an event makes, {@code <Kind.group> <name>: <what happened>}; empty for events that make none. */
public final class EventLine {

    private EventLine() {}

    public static String of(DeployEvent event) {
        return PlainText.line(text(event));
    }

    private static String text(DeployEvent event) {
        if (event instanceof DeployEvent.Connected connected) {
            return "connected to cluster " + connected.cluster() + ", namespace " + connected.namespace();
        }
        if (event instanceof DeployEvent.LockAwaited awaited) {
            return "waiting for the lock: " + awaited.holder() + " has been deploying since " + awaited.since();
        }
        if (event instanceof DeployEvent.LockTakenOver taken) {
            return "the lock of " + taken.formerHolder() + " was no longer renewed, and was taken over";
        }
        if (event instanceof DeployEvent.Planned planned) {
            return counts(planned.plan());
        }
        if (event instanceof DeployEvent.WaveStarted wave) {
            return wave.waves() == 1 ? "" : "wave " + wave.wave() + " of " + wave.waves();
        }
        if (event instanceof DeployEvent.Notice notice) {
            return notice.sentence();
        }
        return ofObject(event);
    }

    private static String ofObject(DeployEvent event) {
        if (event instanceof DeployEvent.Applied applied) {
            return applied.ref() + ": applied";
        }
        if (event instanceof DeployEvent.Progress progress) {
            return progress.ref() + ": " + progress.message();
        }
        if (event instanceof DeployEvent.Concluded concluded) {
            return concluded.ref() + ": " + verdict(concluded.verdict());
        }
        return event instanceof DeployEvent.Pruned pruned ? pruned.ref() + ": deleted" : "";
    }

    public static String verdict(Verdict verdict) {
        return verdict.reason().isEmpty()
                ? verdict.state().word()
                : verdict.state().word() + ": " + verdict.reason();
    }

    private static String counts(Plan plan) {
        return "plan: " + count(plan, Change.Create.class) + " to create, " + count(plan, Change.Update.class)
                + " to change, " + count(plan, Change.Delete.class) + " to delete, "
                + count(plan, Change.Unchanged.class) + " unchanged";
    }

    private static long count(Plan plan, Class<? extends Change> action) {
        return plan.changes().stream().filter(action::isInstance).count();
    }
}
