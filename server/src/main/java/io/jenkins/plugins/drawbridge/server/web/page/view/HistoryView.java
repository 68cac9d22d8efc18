package io.jenkins.plugins.drawbridge.server.web.page.view;

import java.util.List;

/**
 * A page of a job's history.
 *
 * @param environment what the reader looks for; empty: anywhere
 * @param result the name of the result that the reader looks for; empty: any
 * @param results to choose from
 */
public record HistoryView(
        List<RunRow> rows, String environment, String result, List<ResultChoice> results, Turns turns) {

    public HistoryView {
        rows = List.copyOf(rows);
        results = List.copyOf(results);
    }

    public record ResultChoice(String name, String word) {}

    public boolean filtered() {
        return !environment.isEmpty() || !result.isEmpty();
    }

    /** Whether there is anything to look for. */
    public boolean filters() {
        return filtered() || rows.size() > 5 || !turns.newer().isEmpty();
    }
}
