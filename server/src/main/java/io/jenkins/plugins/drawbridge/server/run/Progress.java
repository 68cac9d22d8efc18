package io.jenkins.plugins.drawbridge.server.run;

import io.jenkins.plugins.drawbridge.engine.deploy.DeployEvent;
import io.jenkins.plugins.drawbridge.server.cli.Surroundings;

/** Shows a deploy while it happens. Called on many threads, one at a time. */
interface Progress extends AutoCloseable {

    void event(DeployEvent event);

    /** Something about the way to the cluster; foreign text may be in it. */
    void notice(String sentence);

    /** Ends the show; idempotent. */
    @Override
    void close();

    /** Live lines and a bar on a terminal; plain lines elsewhere. */
    static Progress on(Surroundings surroundings) {
        return surroundings.terminal().stdout() ? new LiveProgress(surroundings) : new PlainProgress(surroundings);
    }
}
