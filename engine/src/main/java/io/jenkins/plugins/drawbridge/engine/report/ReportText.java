package io.jenkins.plugins.drawbridge.engine.report;

import io.jenkins.plugins.drawbridge.engine.deploy.Result;
import io.jenkins.plugins.drawbridge.engine.deploy.Verdict;
import io.jenkins.plugins.drawbridge.engine.plan.Change;
import io.jenkins.plugins.drawbridge.engine.plan.FieldChange;
import io.jenkins.plugins.drawbridge.engine.plan.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The report for a terminal or a log: services first, then what changes, then one line that sums up. Stateless. */
public final class ReportText {

    private static final int CREATED_FIELDS = 12;
    private static final String INDENT = "    ";
    private static final String GAP = "  ";

    private final Colours colours;
    private final FieldText fields;
    private final int width;

    private ReportText(Colours colours, int width) {
        this.colours = colours;
        this.width = width;
        this.fields = new FieldText(colours, width);
    }

    /** @param width characters of a line; 0: as long as need be */
    public static String render(Report report, Colours colours, int width) {
        return new ReportText(colours, width).render(report);
    }

    private String render(Report report) {
        StringBuilder text = new StringBuilder();
        text.append(colours.bold(PlainText.line(Sentences.title(report)))).append(GAP);
        text.append(colours.faint(PlainText.line("cluster " + report.run().cluster() + ", namespace "
                + report.run().namespace() + ", " + report.run().deployType().word())));
        text.append("\n\n").append(services(report));
        boolean planned = report.run().result() == Result.PLANNED;
        text.append(changes(report, planned));
        for (String notice : report.notices()) {
            text.append(colours.yellow("! "))
                    .append(Wrapped.text(PlainText.line(notice), 2, width, "  "))
                    .append('\n');
        }
        text.append(report.notices().isEmpty() ? "" : "\n").append(colours.bold(Sentences.tally(report)));
        return text.append(colours.faint(" · " + Sentences.ending(report)))
                .append('\n')
                .toString();
    }

    private String services(Report report) {
        if (report.services().isEmpty()) {
            return "";
        }
        boolean ended = report.services().stream().anyMatch(service -> service.verdict() != null);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "SERVICE", "OUTCOME", "RUNNING", "NEW", ended ? "VERDICT" : ""));
        report.services().forEach(service -> rows.add(row(service)));
        return table(rows, report.services()) + "\n";
    }

    private static List<String> row(ServiceReport service) {
        return List.of(
                mark(service.plan().outcome()),
                PlainText.line(service.plan().name()),
                service.plan().outcome().word(),
                PlainText.line(Sentences.version(service.plan().runningVersion())),
                PlainText.line(Sentences.version(service.plan().newVersion())),
                word(service.verdict(), service.plan().outcome() == Outcome.DELETE));
    }

    /** "Skipped" would say that nothing was done. */
    private static String word(@Nullable Verdict verdict, boolean deleted) {
        if (verdict == null) {
            return "";
        }
        return isNotAwaited(verdict) ? "applied" : Sentences.word(verdict, deleted);
    }

    private String table(List<List<String>> rows, List<ServiceReport> services) {
        StringBuilder table = new StringBuilder();
        for (int index = 0; index < rows.size(); index++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < rows.get(0).size(); column++) {
                int at = column;
                int width = rows.stream()
                        .mapToInt(row -> row.get(at).length())
                        .max()
                        .orElse(0);
                String cell = rows.get(index).get(column);
                line.append(cell).append(" ".repeat(width - cell.length())).append(GAP);
            }
            String row = line.toString().stripTrailing();
            table.append(index == 0 ? colours.faint(row) : paint(services.get(index - 1), row))
                    .append('\n');
        }
        return table.toString();
    }

    /** How it ended counts for more than what was planned. */
    private String paint(ServiceReport service, String row) {
        if (isBroken(service.verdict())) {
            return colours.red(row);
        }
        return switch (service.plan().outcome()) {
            case DEPLOY -> colours.green(row);
            case DELETE -> colours.red(row);
            case NO_INFO -> colours.yellow(row);
            case NO_UPDATE -> colours.faint(row);
        };
    }

    private static boolean isBroken(@Nullable Verdict verdict) {
        return verdict != null
                && (verdict.state() == Verdict.State.FAILED || verdict.state() == Verdict.State.TIMED_OUT);
    }

    private static String mark(Outcome outcome) {
        return switch (outcome) {
            case DEPLOY -> "▲";
            case DELETE -> "✖";
            case NO_INFO -> "?";
            case NO_UPDATE -> "·";
        };
    }

    private static String verdict(ChangeReport change) {
        Verdict verdict = change.verdict();
        if (verdict == null) {
            return "";
        }
        if (verdict.equals(Verdict.NOT_AWAITED)) {
            return verdict.reason();
        }
        String reason = verdict.reason().isEmpty() ? "" : ": " + PlainText.line(verdict.reason());
        return Sentences.word(verdict, change.change() instanceof Change.Delete) + reason;
    }

    /** Blank lines set off what has details. */
    private String changes(Report report, boolean planned) {
        List<String> blocks = report.changes().stream()
                .map(change -> change(change, planned))
                .filter(block -> !block.isEmpty())
                .toList();
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < blocks.size(); index++) {
            boolean setOff = index > 0 && (hasDetails(blocks.get(index)) || hasDetails(blocks.get(index - 1)));
            text.append(setOff ? "\n" : "").append(blocks.get(index));
        }
        return text.append(blocks.isEmpty() ? "" : "\n").toString();
    }

    private static boolean hasDetails(String block) {
        return block.indexOf('\n') < block.length() - 1;
    }

    private String change(ChangeReport change, boolean planned) {
        if (change.change() instanceof Change.Unchanged && isAsExpected(change.verdict())) {
            return change.reason().isEmpty() ? "" : colours.faint("  " + name(change) + ": " + change.reason()) + "\n";
        }
        if (!planned && change.change() instanceof Change.Create && isApplied(change.verdict())) {
            return "";
        }
        StringBuilder text = new StringBuilder(sign(change)).append(colours.bold(name(change)));
        int taken = name(change).length() + 2 * GAP.length();
        String verdict = Wrapped.text(verdict(change), taken, width, INDENT);
        text.append(verdict.isEmpty() ? "" : "  " + paint(change.verdict(), verdict))
                .append('\n');
        if (planned || change.change() instanceof Change.Update) {
            fields(change.change(), text);
        }
        return text.toString();
    }

    /** Needs no line of its own: the tally counts it, and while it happened it had one. */
    private static boolean isAsExpected(@Nullable Verdict verdict) {
        return verdict == null || verdict.state() == Verdict.State.READY || verdict.state() == Verdict.State.SKIPPED;
    }

    private static boolean isApplied(@Nullable Verdict verdict) {
        return verdict == null || verdict.state() == Verdict.State.READY || isNotAwaited(verdict);
    }

    private static boolean isNotAwaited(Verdict verdict) {
        return verdict.reason().endsWith(Verdict.NOT_AWAITED.reason());
    }

    private static String name(ChangeReport change) {
        return PlainText.line(change.change().ref().toString());
    }

    private void fields(Change change, StringBuilder text) {
        if (change instanceof Change.Delete) {
            return;
        }
        List<FieldChange> all = change.fields();
        int shown = change instanceof Change.Create ? Math.min(all.size(), CREATED_FIELDS) : all.size();
        all.subList(0, shown).forEach(field -> text.append(fields.render(field)));
        if (shown < all.size()) {
            text.append(colours.faint("    … and " + (all.size() - shown) + " more fields (json and html show all)\n"));
        }
    }

    private String sign(ChangeReport change) {
        return switch (change.change().action()) {
            case "create" -> colours.green("+ ");
            case "update" -> colours.yellow("~ ");
            case "delete" -> colours.red("- ");
            default -> "  ";
        };
    }

    private String paint(@Nullable Verdict verdict, String text) {
        if (verdict == null || verdict.state() == Verdict.State.SKIPPED) {
            return colours.faint(text);
        }
        return verdict.state() == Verdict.State.READY ? colours.green(text) : colours.red(text);
    }
}
