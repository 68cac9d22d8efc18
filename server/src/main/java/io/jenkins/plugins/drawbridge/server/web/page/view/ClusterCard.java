package io.jenkins.plugins.drawbridge.server.web.page.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cluster and the way to it.
 *
 * @param hops in order, without the cluster itself
 * @param environments that are on it
 * @param link the state of the link over which Runtime pages look at it, in words
 * @param linkTone good, bad or quiet
 * @param checkedAt null: not checked since the server started
 * @param passed whether that check came through
 */
public record ClusterCard(
        String id,
        String url,
        List<String> hops,
        List<String> environments,
        String link,
        String linkTone,
        @Nullable Instant checkedAt,
        boolean passed,
        List<CheckedLine> lines) {

    public ClusterCard {
        hops = List.copyOf(hops);
        environments = List.copyOf(environments);
        lines = List.copyOf(lines);
    }

    /** One line of the walk, as the command line's {@code check} prints it. */
    public record CheckedLine(String label, String step, String took, boolean passed) {}
}
