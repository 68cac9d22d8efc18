package io.jenkins.plugins.drawbridge.engine.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.drawbridge.engine.deploy.Verdict;
import io.jenkins.plugins.drawbridge.engine.plan.Change;
import io.jenkins.plugins.drawbridge.engine.plan.FieldChange;
import io.jenkins.plugins.drawbridge.engine.plan.Outcome;
import io.jenkins.plugins.drawbridge.engine.report.LineDiff.Piece;
import org.jspecify.annotations.Nullable;

/**
 * The report as a comment of a merge request: a table of services, and each change folded behind its name. Foreign text
 * can neither leave its cell or fence nor mention anybody. Stateless.
 */
public final class ReportMarkdown {

    /** Comments hold 65,536 characters on the usual hosts. */
    private static final int MAX_CHARACTERS = 60_000;

    private static final int FENCE = 3;

    private ReportMarkdown() {}

    public static String render(Report report) {
        StringBuilder text = new StringBuilder("### " + escape(Sentences.title(report)) + "\n\n");
        text.append("**").append(Sentences.tally(report)).append("** · ").append(Sentences.ending(report));
        text.append(" · cluster ").append(escape(report.run().cluster()));
        text.append(", namespace ").append(escape(report.run().namespace())).append("\n\n");
        services(report, text);
        for (String notice : report.notices()) {
            text.append("> ").append(escape(notice)).append("\n\n");
        }
        int left = 0;
        for (ChangeReport change : report.changes()) {
            String details = details(change);
            boolean fits = text.length() + details.length() < MAX_CHARACTERS;
            text.append(fits ? details : "");
            left += fits ? 0 : 1;
        }
        return text.append(left == 0 ? "" : "_" + left + " more changes: see the full report._\n")
                .toString();
    }

    private static void services(Report report, StringBuilder text) {
        text.append("| | Service | Outcome | Running | New | Verdict |\n|---|---|---|---|---|---|\n");
        int rows = 0;
        for (ServiceReport service : report.services()) {
            if (text.length() > MAX_CHARACTERS / 2) {
                text.append("\n").append(report.services().size() - rows).append(" more services\n");
                break;
            }
            text.append(row(service));
            rows++;
        }
        text.append('\n');
    }

    private static String row(ServiceReport service) {
        String sign =
                switch (service.plan().outcome()) {
                    case DEPLOY -> "🚀";
                    case DELETE -> "🗑️";
                    case NO_UPDATE -> "💤";
                    case NO_INFO -> "❔";
                };
        return "| " + sign + " | " + escape(service.plan().name()) + " | "
                + service.plan().outcome().word() + " | "
                + escape(Sentences.version(service.plan().runningVersion())) + " | "
                + escape(Sentences.version(service.plan().newVersion())) + " | "
                + verdict(service.verdict(), service.plan().outcome() == Outcome.DELETE) + " |\n";
    }

    private static String verdict(@Nullable Verdict verdict, boolean deleted) {
        if (verdict == null) {
            return "";
        }
        String reason = verdict.reason().isEmpty() ? "" : ": " + escape(verdict.reason());
        return (verdict.state() == Verdict.State.READY ? "" : "❌ ") + Sentences.word(verdict, deleted) + reason;
    }

    private static String details(ChangeReport change) {
        if (change.change() instanceof Change.Unchanged) {
            return "";
        }
        StringBuilder diff = new StringBuilder();
        change.change().fields().forEach(field -> diff.append(lines(field)));
        String fence = "`".repeat(Math.max(FENCE, longestRun(diff) + 1));
        String summary =
                change.change().action() + " " + escape(change.change().ref().toString());
        String verdict = verdict(change.verdict(), change.change() instanceof Change.Delete);
        return "<details><summary>" + summary + (verdict.isEmpty() ? "" : " — " + verdict) + "</summary>\n\n" + fence
                + "diff\n" + diff + fence + "\n\n</details>\n\n";
    }

    private static String lines(FieldChange field) {
        StringBuilder text = new StringBuilder("  " + PlainText.line(field.path()) + "\n");
        for (Piece piece : TextDiff.lines(text(field.before()), text(field.after()))) {
            String sign =
                    switch (piece.kind()) {
                        case SAME -> "  ";
                        case REMOVED -> "- ";
                        case ADDED -> "+ ";
                    };
            text.append(sign).append(PlainText.line(piece.text())).append('\n');
        }
        return text.toString();
    }

    private static String text(@Nullable JsonNode value) {
        return value == null ? "" : PlainText.lines(PlainText.of(value));
    }

    private static int longestRun(CharSequence text) {
        int longest = 0;
        int run = 0;
        for (int index = 0; index < text.length(); index++) {
            run = text.charAt(index) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    /** Everything that could be markup, a link or a mention becomes a character reference. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char character : PlainText.line(text).toCharArray()) {
            boolean markup = "&<>|`*_[]()\\#~@!:/\"'".indexOf(character) >= 0;
            escaped.append(markup ? "&#" + (int) character + ";" : String.valueOf(character));
        }
        return escaped.toString();
    }
}
