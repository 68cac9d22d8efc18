package io.jenkins.plugins.drawbridge.engine.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.drawbridge.engine.plan.FieldChange;
import io.jenkins.plugins.drawbridge.engine.report.LineDiff.Piece;
import org.jspecify.annotations.Nullable;

/** One field of a change for a terminal: on one line, or as a line diff if a value has several lines. */
final class FieldText {

    private static final String INDENT = "    ";
    private static final int LEAST = 24;

    private final Colours colours;
    private final int width;

    FieldText(Colours colours, int width) {
        this.colours = colours;
        this.width = width;
    }

    String render(FieldChange field) {
        String path = colours.cyan(PlainText.line(field.path()));
        if (isLong(field.before()) || isLong(field.after())) {
            return INDENT + sign(field) + path + ":\n" + lines(field);
        }
        int room = width - field.path().length() - INDENT.length() - 4;
        if (width == 0 || room >= 2 * LEAST || plainLength(field) <= room) {
            return INDENT + sign(field) + path + ": " + values(field, width == 0 ? Integer.MAX_VALUE : room) + "\n";
        }
        String below = INDENT + INDENT;
        return INDENT + sign(field) + path + ":\n" + below + values(field, width - below.length()) + "\n";
    }

    private static int plainLength(FieldChange field) {
        int before = field.before() == null ? 0 : value(field.before()).length();
        int after = field.after() == null ? 0 : value(field.after()).length();
        return before + after + " → ".length();
    }

    private String sign(FieldChange field) {
        if (field.before() == null) {
            return colours.green("+ ");
        }
        return field.after() == null ? colours.red("- ") : colours.yellow("~ ");
    }

    private String values(FieldChange field, int room) {
        boolean both = field.before() != null && field.after() != null;
        int each = both ? Math.max(LEAST, room / 2 - 2) : room;
        String was = field.before() == null ? "" : value(field.before());
        String becomes = field.after() == null ? "" : value(field.after());
        boolean fits = Math.max(was.length(), becomes.length()) <= each;
        int from = both && !fits ? firstShown(was, becomes, each) : 0;
        return colours.red(cut(was, from, each)) + (both ? " → " : "") + colours.green(cut(becomes, from, each));
    }

    private static String value(JsonNode value) {
        String text = PlainText.line(PlainText.of(value));
        return text.isEmpty() ? "\"\"" : text;
    }

    /** Far enough that the difference of two long values is in sight. */
    private static int firstShown(String before, String after, int room) {
        int same = 0;
        while (same < Math.min(before.length(), after.length()) && before.charAt(same) == after.charAt(same)) {
            same++;
        }
        return same < room - LEAST / 2 ? 0 : same - LEAST / 4;
    }

    private static String cut(String text, int from, int room) {
        String shown = from == 0 ? text : "…" + text.substring(Math.min(from, text.length()));
        return shown.length() <= room ? shown : shown.substring(0, room - 1) + "…";
    }

    private String lines(FieldChange field) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : TextDiff.lines(text(field.before()), text(field.after()))) {
            String line = PlainText.line(piece.text());
            text.append(INDENT).append(INDENT);
            text.append(
                    switch (piece.kind()) {
                        case SAME -> colours.faint("  " + line);
                        case REMOVED -> colours.red("- " + line);
                        case ADDED -> colours.green("+ " + line);
                    });
            text.append('\n');
        }
        return text.toString();
    }

    private static String text(@Nullable JsonNode value) {
        return value == null ? "" : PlainText.lines(PlainText.of(value));
    }

    private static boolean isLong(@Nullable JsonNode value) {
        return value != null && value.isTextual() && value.textValue().indexOf('\n') >= 0;
    }
}
