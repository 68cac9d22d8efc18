package io.jenkins.plugins.drawbridge.server.run;

import io.jenkins.plugins.drawbridge.engine.deploy.RunningDeploy;
import io.jenkins.plugins.drawbridge.engine.report.Colours;
import io.jenkins.plugins.drawbridge.engine.report.PlainText;
import io.jenkins.plugins.drawbridge.engine.report.Wrapped;
import io.jenkins.plugins.drawbridge.server.runtime.EventView;
import io.jenkins.plugins.drawbridge.server.runtime.Health;
import io.jenkins.plugins.drawbridge.server.runtime.PodView;
import io.jenkins.plugins.drawbridge.server.runtime.RuntimeView;
import io.jenkins.plugins.drawbridge.server.runtime.WorkloadView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What lives in a namespace as text for people: what needs somebody first, and under it why. */
final class StatusText {

    private static final int WARNINGS = 3;
    private static final String INDENT = "             ";

    private final Colours colours;
    private final int width;

    /** @param width columns to break lines at; 0: nowhere */
    StatusText(Colours colours, int width) {
        this.colours = colours;
        this.width = width;
    }

    /**
     * One line of the table, and the lines below it.
     *
     * @param ready such as {@code 1/2}; may be empty
     */
    private record Row(Health health, String name, String ready, String versions, List<String> details) {}

    String render(RuntimeView view, List<RunningDeploy> deploys) {
        StringBuilder text = new StringBuilder(head(view));
        for (RunningDeploy deploy : deploys) {
            text.append(wrapped(
                    "deploying now: " + deploy.application() + ", by " + deploy.holder() + " since " + deploy.since()));
        }
        List<Row> rows = rows(view);
        if (!rows.isEmpty()) {
            text.append('\n');
        }
        int names = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        int counts = rows.stream().mapToInt(row -> row.ready().length()).max().orElse(0);
        rows.forEach(row -> append(text, row, names, counts));
        return text.toString();
    }

    private static String head(RuntimeView view) {
        String place = view.environment().isEmpty() ? "" : view.environment() + ": ";
        String tally = view.workloads().isEmpty() ? "no workloads" : view.tally();
        return PlainText.line(place + "cluster " + view.cluster() + ", namespace " + view.namespace() + ": " + tally)
                + "\n";
    }

    private static List<Row> rows(RuntimeView view) {
        List<Row> rows = new ArrayList<>();
        view.workloads().forEach(workload -> rows.add(row(workload)));
        view.loosePods().forEach(pod -> rows.add(row(pod)));
        rows.sort(Comparator.comparing(row -> row.health().urgency()));
        return rows;
    }

    private static Row row(WorkloadView workload) {
        List<String> details = new ArrayList<>();
        if (!workload.detail().isEmpty()) {
            details.add(workload.detail());
        }
        if (workload.health() == Health.FAILING || workload.health() == Health.PROGRESSING) {
            workload.events().stream()
                    .filter(EventView::warning)
                    .map(StatusText::sentence)
                    .distinct()
                    .limit(WARNINGS)
                    .forEach(details::add);
        }
        String ready = workload.kind().equals("CronJob") ? "" : workload.ready() + "/" + workload.desired();
        String versions = workload.images().stream()
                .map(image -> image.version())
                .distinct()
                .collect(Collectors.joining(", "));
        return new Row(
                workload.health(),
                workload.kind() + " " + workload.name(),
                ready,
                versions + restarts(workload.restarts()),
                details);
    }

    private static Row row(PodView pod) {
        List<String> details = pod.reason().isEmpty() ? List.of() : List.of(pod.reason());
        String ready = pod.readyContainers() + "/" + pod.containers().size();
        return new Row(pod.health(), "Pod " + pod.name(), ready, pod.status() + restarts(pod.restarts()), details);
    }

    private static String restarts(int times) {
        return times == 0 ? "" : times == 1 ? ", 1 restart" : ", " + times + " restarts";
    }

    private static String sentence(EventView event) {
        String times = event.count() > 1 ? " (" + event.count() + " times)" : "";
        return event.object() + ": " + event.reason() + ": " + event.message() + times;
    }

    private void append(StringBuilder text, Row row, int names, int counts) {
        String word = String.format(
                Locale.ROOT, "%-" + INDENT.length() + "s", row.health().word());
        String rest = String.format(
                Locale.ROOT,
                "%-" + names + "s  %" + Math.max(1, counts) + "s  %s",
                row.name(),
                row.ready(),
                row.versions());
        text.append(coloured(row.health(), word))
                .append(PlainText.line(rest.stripTrailing()))
                .append('\n');
        for (String detail : row.details()) {
            text.append(INDENT).append(wrapped(detail));
        }
    }

    private String wrapped(String sentence) {
        return Wrapped.text(PlainText.line(sentence), INDENT.length(), width, INDENT) + "\n";
    }

    private String coloured(Health health, String word) {
        return switch (health) {
            case FAILING -> colours.red(word);
            case PROGRESSING -> colours.yellow(word);
            case OK -> colours.green(word);
            case IDLE -> colours.faint(word);
        };
    }
}
