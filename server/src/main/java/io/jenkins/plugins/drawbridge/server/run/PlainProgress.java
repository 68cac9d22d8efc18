package io.jenkins.plugins.drawbridge.server.run;

import io.jenkins.plugins.drawbridge.engine.deploy.DeployEvent;
import io.jenkins.plugins.drawbridge.engine.step.StepLog;
import io.jenkins.plugins.drawbridge.server.cli.PlainText;
import io.jenkins.plugins.drawbridge.server.cli.Surroundings;

/** One line for each event, for logs and pipes. */
final class PlainProgress implements Progress {

    private final Surroundings surroundings;
    private final StepLog log;

    PlainProgress(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.log = new StepLog(surroundings.out()::println);
    }

    @Override
    public synchronized void event(DeployEvent event) {
        log.event(event);
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
