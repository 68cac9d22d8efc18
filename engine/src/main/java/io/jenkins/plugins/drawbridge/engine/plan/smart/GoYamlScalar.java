package io.jenkins.plugins.drawbridge.engine.plan.smart;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One text in the style go-yaml v2 chooses for it. Values of a mapping without indentation, or of the whole document. */
final class GoYamlScalar {

    private static final int INDENT = 2;
    private static final int LONGEST_SIMPLE_KEY = 128;
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final Map<Integer, String> ESCAPES = Map.ofEntries(
            Map.entry(0x00, "0"),
            Map.entry(0x07, "a"),
            Map.entry(0x08, "b"),
            Map.entry(0x09, "t"),
            Map.entry(0x0A, "n"),
            Map.entry(0x0B, "v"),
            Map.entry(0x0C, "f"),
            Map.entry(0x0D, "r"),
            Map.entry(0x1B, "e"),
            Map.entry(0x22, "\""),
            Map.entry(0x5C, "\\"),
            Map.entry(0x85, "N"),
            Map.entry(0xA0, "_"),
            Map.entry(0x2028, "L"),
            Map.entry(0x2029, "P"));

    private final String value;
    private final int[] codePoints;
    private final GoYamlAnalysis analysis;

    private GoYamlScalar(String value) {
        this.value = value;
        this.codePoints = value.codePoints().toArray();
        this.analysis = GoYamlAnalysis.of(codePoints);
    }

    static GoYamlScalar of(String value) {
        return new GoYamlScalar(value);
    }

    boolean isSimpleKey() {
        return !analysis.multiline() && value.getBytes(StandardCharsets.UTF_8).length <= LONGEST_SIMPLE_KEY;
    }

    /** @param mayBreak false for a simple key, which stays on one line */
    void writeTo(GoYamlWriter writer, boolean mayBreak) {
        writer.separate();
        boolean plainMeansText = GoYamlPlain.isText(value);
        if (value.indexOf('\n') >= 0) {
            if (analysis.blockAllowed() && mayBreak) {
                literal(writer);
            } else {
                doubleQuoted(writer, mayBreak);
            }
        } else if (!plainMeansText) {
            doubleQuoted(writer, mayBreak);
        } else if (analysis.plainAllowed()) {
            plain(writer, mayBreak);
        } else if (analysis.singleQuotedAllowed()) {
            singleQuoted(writer, mayBreak);
        } else {
            doubleQuoted(writer, mayBreak);
        }
    }

    private void plain(GoYamlWriter writer, boolean mayBreak) {
        boolean afterSpace = false;
        for (int index = 0; index < codePoints.length; index++) {
            boolean space = codePoints[index] == ' ';
            if (space && mayBreak && !afterSpace && writer.isFull() && !isSpace(index + 1)) {
                writer.startLine(INDENT);
            } else {
                writer.append(codePoints[index]);
            }
            afterSpace = space;
        }
    }

    private void singleQuoted(GoYamlWriter writer, boolean mayBreak) {
        writer.append("'");
        boolean afterSpace = false;
        boolean afterBreak = false;
        for (int index = 0; index < codePoints.length; index++) {
            int codePoint = codePoints[index];
            boolean space = codePoint == ' ';
            boolean inner = index > 0 && index < codePoints.length - 1;
            boolean breaks = GoYamlAnalysis.isBreak(codePoint);
            if (space && mayBreak && !afterSpace && inner && writer.isFull() && !isSpace(index + 1)) {
                writer.startLine(INDENT);
            } else if (breaks) {
                writer.appendBreak(codePoint);
            } else {
                if (afterBreak && !space) {
                    writer.startLine(INDENT);
                }
                writer.append(codePoint == '\'' ? "''" : Character.toString(codePoint));
            }
            afterSpace = space;
            afterBreak = breaks || (space && afterBreak);
        }
        writer.append("'");
    }

    private void doubleQuoted(GoYamlWriter writer, boolean mayBreak) {
        boolean escapeAll = codePoints.length > 0 && codePoints[0] == BYTE_ORDER_MARK;
        writer.append("\"");
        boolean afterSpace = false;
        for (int index = 0; index < codePoints.length; index++) {
            int codePoint = codePoints[index];
            boolean space = codePoint == ' ' && !escapeAll;
            boolean inner = index > 0 && index < codePoints.length - 1;
            if (escapeAll || mustEscape(codePoint)) {
                writer.append(escape(codePoint));
            } else if (space && mayBreak && !afterSpace && inner && writer.isFull()) {
                writer.startLine(INDENT);
                writer.append(isSpace(index + 1) ? "\\" : "");
            } else {
                writer.append(codePoint);
            }
            afterSpace = space;
        }
        writer.append("\"");
    }

    private static boolean mustEscape(int codePoint) {
        return !GoYamlAnalysis.isPrintable(codePoint)
                || GoYamlAnalysis.isBreak(codePoint)
                || codePoint == '"'
                || codePoint == '\\';
    }

    private static String escape(int codePoint) {
        String known = ESCAPES.get(codePoint);
        if (known != null) {
            return "\\" + known;
        }
        if (codePoint <= 0xFF) {
            return String.format("\\x%02X", codePoint);
        }
        return codePoint <= 0xFFFF ? String.format("\\u%04X", codePoint) : String.format("\\U%08X", codePoint);
    }

    private void literal(GoYamlWriter writer) {
        int first = codePoints[0];
        writer.append("|");
        writer.append(first == ' ' || GoYamlAnalysis.isBreak(first) ? String.valueOf(INDENT) : "");
        writer.append(chomping());
        writer.appendBreak('\n');
        boolean lineBegins = true;
        for (int codePoint : codePoints) {
            boolean breaks = GoYamlAnalysis.isBreak(codePoint);
            if (breaks) {
                writer.appendBreak(codePoint);
            } else {
                writer.append(lineBegins ? " ".repeat(INDENT) : "");
                writer.append(codePoint);
            }
            lineBegins = breaks;
        }
    }

    private String chomping() {
        int last = codePoints.length - 1;
        if (!GoYamlAnalysis.isBreak(codePoints[last])) {
            return "-";
        }
        return last == 0 || GoYamlAnalysis.isBreak(codePoints[last - 1]) ? "+" : "";
    }

    private boolean isSpace(int index) {
        return index < codePoints.length && codePoints[index] == ' ';
    }
}
