package io.jenkins.plugins.drawbridge.engine.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.drawbridge.engine.plan.FieldChange;
import io.jenkins.plugins.drawbridge.engine.report.LineDiff.Kind;
import io.jenkins.plugins.drawbridge.engine.report.LineDiff.Piece;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One field of a change as HTML: before and after with the words that differ marked, or a diff by line. */
final class HtmlField {

    private HtmlField() {}

    static void render(Html html, FieldChange field) {
        html.raw("<li class=\"db-field\">").element("code", "db-path", PlainText.line(field.path()));
        String before = text(field.before());
        String after = text(field.after());
        if (before.indexOf('\n') >= 0 || after.indexOf('\n') >= 0) {
            lines(html, before, after);
        } else {
            values(html, field, TextDiff.words(before, after));
        }
        html.raw("</li>");
    }

    private static void values(Html html, FieldChange field, List<Piece> words) {
        boolean marked = isMuchTheSame(words);
        html.raw("<div class=\"db-values\">");
        if (field.before() != null) {
            side(html, "del", marked, words, Kind.REMOVED);
        }
        if (field.after() != null) {
            side(html, "ins", marked, words, Kind.ADDED);
        }
        html.raw("</div>");
    }

    /** Marks in two texts that have next to nothing in common would only be noise. */
    private static boolean isMuchTheSame(List<Piece> words) {
        int all = words.stream().mapToInt(word -> word.text().length()).sum();
        int same = words.stream()
                .filter(word -> word.kind() == Kind.SAME)
                .mapToInt(word -> word.text().length())
                .sum();
        return same * 4 >= all;
    }

    private static void side(Html html, String tag, boolean marked, List<Piece> words, Kind own) {
        html.raw("<" + tag + "><span class=\"db-hidden\">" + (own == Kind.ADDED ? "after: " : "before: ") + "</span>");
        List<Piece> mine = words.stream()
                .filter(word -> word.kind() == own || word.kind() == Kind.SAME)
                .toList();
        if (mine.isEmpty()) {
            html.element("span", "db-empty", "empty text");
        }
        for (Piece word : mine) {
            if (word.kind() == own && marked) {
                html.element("mark", "", word.text());
            } else {
                html.text(word.text());
            }
        }
        html.close(tag);
    }

    private static void lines(Html html, String before, String after) {
        html.raw("<pre class=\"db-lines\" tabindex=\"0\">");
        for (Piece piece : TextDiff.lines(before, after)) {
            switch (piece.kind()) {
                case SAME -> html.element("span", "db-same", "  " + piece.text() + "\n");
                case REMOVED -> html.element("del", "", "- " + piece.text() + "\n");
                case ADDED -> html.element("ins", "", "+ " + piece.text() + "\n");
            }
        }
        html.raw("</pre>");
    }

    private static String text(@Nullable JsonNode value) {
        return value == null ? "" : PlainText.lines(PlainText.of(value));
    }
}
