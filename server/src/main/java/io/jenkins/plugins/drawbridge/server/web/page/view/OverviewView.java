package io.jenkins.plugins.drawbridge.server.web.page.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first page: where everything stands. */
public record OverviewView(
        List<EnvironmentCard> environments, List<JobCard> jobs, List<RunRow> running, List<RunRow> recent) {

    public OverviewView {
        environments = List.copyOf(environments);
        jobs = List.copyOf(jobs);
        running = List.copyOf(running);
        recent = List.copyOf(recent);
    }

    /**
     * @param now one that goes on; null: none
     * @param latest the last deploy that succeeded; null: none yet
     * @param since a later one that did not; null: none
     */
    public record EnvironmentCard(
            String id,
            String url,
            String cluster,
            String namespace,
            boolean production,
            @Nullable RunRow now,
            @Nullable RunRow latest,
            @Nullable RunRow since) {}

    /** @param last its last build; null: none yet */
    public record JobCard(String id, String url, String description, @Nullable RunRow last) {}
}
