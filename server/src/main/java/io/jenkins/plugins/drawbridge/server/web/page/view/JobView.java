package io.jenkins.plugins.drawbridge.server.web.page.view;

import java.util.List;
import java.util.Map;

/**
 * The page of a job.
 *
 * @param defaults what the form starts with
 * @param further what the last run had besides, one {@code NAME=value} a line
 * @param fault why the form was refused; empty: it was not
 */
public record JobView(
        String id,
        String url,
        String description,
        String repository,
        String jenkinsfile,
        List<EnvironmentChoice> environments,
        Map<String, String> defaults,
        String further,
        String fault,
        HistoryView history,
        List<Bar> chart,
        String longest) {

    public JobView {
        environments = List.copyOf(environments);
        chart = List.copyOf(chart);
    }

    public record EnvironmentChoice(String id, boolean production) {}

    /**
     * One build of the chart, in units of its own: 100 high.
     *
     * @param label what a screen reader says, and the mouse shows
     */
    public record Bar(int x, int height, String tone, String url, String label) {}

    public int chartWidth() {
        return Math.max(1, chart.size()) * 14;
    }
}
