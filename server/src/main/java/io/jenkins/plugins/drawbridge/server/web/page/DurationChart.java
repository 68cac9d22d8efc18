package io.jenkins.plugins.drawbridge.server.web.page;

import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.web.page.view.JobView.Bar;
import io.jenkins.plugins.drawbridge.server.web.page.view.RunRow;
import io.jenkins.plugins.drawbridge.server.web.page.view.Show;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Durations and results of the last builds, the newest at the right.
 *
 * @param longest what the highest bar stands for
 */
record DurationChart(List<Bar> bars, String longest) {

    private static final int STEP = 14;
    private static final int HIGHEST = 92;
    private static final int LOWEST = 4;

    static DurationChart of(List<Run> newestFirst) {
        List<Run> runs = new ArrayList<>(newestFirst.stream()
                .filter(run -> run.startedAt() != null && run.endedAt() != null)
                .toList());
        Collections.reverse(runs);
        long longest =
                runs.stream().mapToLong(run -> duration(run).toMillis()).max().orElse(0);
        List<Bar> bars = new ArrayList<>();
        for (Run run : runs) {
            RunRow row = RunRow.of(run, run.queuedAt());
            long millis = duration(run).toMillis();
            int height = longest == 0 ? LOWEST : (int) Math.max(LOWEST, millis * HIGHEST / longest);
            bars.add(new Bar(
                    bars.size() * STEP,
                    height,
                    row.tone(),
                    row.url(),
                    row.name() + ": " + row.status() + " after " + row.duration()));
        }
        return new DurationChart(bars, Show.span(Duration.ofMillis(longest)));
    }

    private static Duration duration(Run run) {
        return run.startedAt() == null || run.endedAt() == null
                ? Duration.ZERO
                : Duration.between(run.startedAt(), run.endedAt());
    }
}
