package io.jenkins.plugins.drawbridge.server.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Show the main job against an embedded private cluster.
 *
 * @param once end when everything was shown, rather than keep the cluster up
 * @param report where the HTML report goes; null: a place of the demo's choice
 */
public record DemoRequest(boolean once, @Nullable Path report, Story story, Way access) {

    /** Who tells it. */
    public enum Story {
        /** The Console triggers, the server deploys. */
        server,
        /** Commands, as a user would type them; always through the proxy and the bastion behind it. */
        cli
    }

    /** How the server reaches the cluster. */
    public enum Way {
        /** Through the SSH bastion. */
        ssh,
        /** Through the TLS proxy. */
        proxy,
        /** Through the TLS proxy to the SSH bastion behind it. */
        both
    }
}
