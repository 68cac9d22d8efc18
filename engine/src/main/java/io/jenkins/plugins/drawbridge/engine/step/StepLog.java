package io.jenkins.plugins.drawbridge.engine.step;

import io.jenkins.plugins.drawbridge.engine.deploy.DeployEvent;
import io.jenkins.plugins.drawbridge.engine.deploy.Verdict;
import java.util.function.Consumer;

/** Events to the lines of a log. Told of one event at a time, on any thread. */
public final class StepLog {

    private final Consumer<String> lines;

    public StepLog(Consumer<String> lines) {
        this.lines = lines;
    }

    public void event(DeployEvent event) {
        String line = isSaid(event) ? "" : EventLine.of(event);
        if (!line.isEmpty()) {
            lines.accept(line);
        }
    }

    /** An object that was ready as soon as it was applied needs no second line. */
    private static boolean isSaid(DeployEvent event) {
        return event instanceof DeployEvent.Concluded concluded
                && concluded.verdict().state() == Verdict.State.READY
                && !concluded.awaited();
    }
}
