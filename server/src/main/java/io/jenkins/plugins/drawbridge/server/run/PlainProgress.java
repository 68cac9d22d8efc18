package io.jenkins.plugins.drawbridge.server.run;

import io.jenkins.plugins.drawbridge.engine.deploy.DeployEvent;
import io.jenkins.plugins.drawbridge.engine.deploy.Verdict;
import io.jenkins.plugins.drawbridge.engine.step.EventLine;
import io.jenkins.plugins.drawbridge.server.cli.PlainText;
import io.jenkins.plugins.drawbridge.server.cli.Surroundings;
import java.util.HashSet;
import java.util.Set;

/** One line for each event, for logs and pipes. */
final class PlainProgress implements Progress {

    private final Surroundings surroundings;
    private final Set<String> awaited = new HashSet<>();

    PlainProgress(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public synchronized void event(DeployEvent event) {
        if (isSaid(event)) {
            return;
        }
        String line = EventLine.of(event);
        if (!line.isEmpty()) {
            surroundings.out().println(line);
        }
    }

    /** An object that was ready as soon as it was applied needs no second line. */
    private boolean isSaid(DeployEvent event) {
        if (event instanceof DeployEvent.Progress progress) {
            awaited.add(progress.ref().toString());
        }
        return event instanceof DeployEvent.Concluded concluded
                && concluded.verdict().state() == Verdict.State.READY
                && !awaited.contains(concluded.ref().toString());
    }

    @Override
    public synchronized void notice(String sentence) {
        surroundings.out().println(PlainText.of(sentence));
    }

    @Override
    public void close() {
        surroundings.out().flush();
    }
}
