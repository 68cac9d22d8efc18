package io.jenkins.plugins.drawbridge.engine.plan.smart;

/** The text written so far, with the column that go-yaml counts to fold long lines. */
final class GoYamlWriter {

    private static final int WIDTH = 80;

    private final StringBuilder text = new StringBuilder();
    private int column;

    void append(String ascii) {
        text.append(ascii);
        column += ascii.length();
    }

    void append(int codePoint) {
        text.appendCodePoint(codePoint);
        column++;
    }

    /** A line break of the value itself: a line feed, or a Unicode line separator. */
    void appendBreak(int codePoint) {
        text.appendCodePoint(codePoint);
        column = 0;
    }

    /** Goes to the next line, unless a line has just begun. */
    void startLine(int indent) {
        if (column > 0) {
            appendBreak('\n');
        }
        append(" ".repeat(indent));
    }

    void separate() {
        if (column > 0) {
            append(" ");
        }
    }

    boolean isFull() {
        return column > WIDTH;
    }

    String end() {
        startLine(0);
        return text.toString();
    }
}
