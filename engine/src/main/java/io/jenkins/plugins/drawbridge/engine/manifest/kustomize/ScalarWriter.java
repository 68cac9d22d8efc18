package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import java.nio.charset.StandardCharsets;

/** Puts scalars on lines, folding behind column 80 as libyaml does. Used by one thread. */
final class ScalarWriter {

    private static final int WIDTH = 80;

    private final StringBuilder out = new StringBuilder();
    private int column;

    String text() {
        return out.charAt(out.length() - 1) == '\n' ? out.substring(0, out.length() - 1) : out.toString();
    }

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    void raw(String text) {
        out.append(text);
        column += text.length();
    }

    void space() {
        raw(" ");
    }

    void line(int indent) {
        if (column > 0) {
            out.append('\n');
        }
        out.append(" ".repeat(indent));
        column = indent;
    }

    /** @param indent of lines that follow the first */
    void scalar(String text, ScalarShape shape, int indent, boolean mayFold) {
        switch (shape) {
            case PLAIN -> folded(text, indent, mayFold, "");
            case SINGLE_QUOTED -> folded(text, indent, mayFold, "'");
            case DOUBLE_QUOTED -> escaped(text, indent, mayFold);
            case LITERAL -> literal(text, indent);
        }
    }

    private void folded(String text, int indent, boolean mayFold, String quote) {
        raw(quote);
        boolean afterSpace = false;
        for (int index = 0; index < text.length(); index += Character.charCount(text.codePointAt(index))) {
            int character = text.codePointAt(index);
            boolean inside = quote.isEmpty() || (index > 0 && index < text.length() - 1);
            boolean last = text.startsWith(" ", index + 1);
            if (character == ' ' && mayFold && !afterSpace && column > WIDTH && inside && !last) {
                line(indent);
            } else {
                put(character);
                if (character == '\'' && !quote.isEmpty()) {
                    put(character);
                }
            }
            afterSpace = character == ' ';
        }
        raw(quote);
    }

    private void escaped(String text, int indent, boolean mayFold) {
        raw("\"");
        boolean afterSpace = false;
        for (int index = 0; index < text.length(); index += Character.charCount(text.codePointAt(index))) {
            int character = text.codePointAt(index);
            boolean inside = index > 0 && index < text.length() - 1;
            if (mustEscape(character)) {
                raw(escape(character));
            } else if (character == ' ' && mayFold && !afterSpace && column > WIDTH && inside) {
                line(indent);
                raw(text.startsWith(" ", index + 1) ? "\\" : "");
            } else {
                put(character);
            }
            afterSpace = character == ' ';
        }
        raw("\"");
    }

    private static boolean mustEscape(int character) {
        boolean breaks = character == '\n' || character == 0x2028 || character == 0x2029;
        return breaks || character == '"' || character == '\\' || !ScalarShape.isPrintable(character);
    }

    private static String escape(int character) {
        return switch (character) {
            case 0 -> "\\0";
            case 7 -> "\\a";
            case '\b' -> "\\b";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case 0x0B -> "\\v";
            case '\f' -> "\\f";
            case '\r' -> "\\r";
            case 0x1B -> "\\e";
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case 0x85 -> "\\N";
            case 0x2028 -> "\\L";
            case 0x2029 -> "\\P";
            default ->
                String.format(character <= 0xFF ? "\\x%02X" : character <= 0xFFFF ? "\\u%04X" : "\\U%08X", character);
        };
    }

    private void literal(String text, int indent) {
        boolean hinted = text.startsWith(" ") || text.startsWith("\n");
        raw("|" + (hinted ? "2" : "") + chomping(text) + "\n");
        column = 0;
        boolean lineBegins = true;
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == '\n') {
                out.append(character);
                column = 0;
            } else {
                if (lineBegins) {
                    raw(" ".repeat(indent));
                }
                raw(String.valueOf(character));
            }
            lineBegins = character == '\n';
        }
    }

    private static String chomping(String text) {
        if (!text.endsWith("\n")) {
            return "-";
        }
        return text.length() == 1 || text.endsWith("\n\n") ? "+" : "";
    }

    private void put(int character) {
        out.appendCodePoint(character);
        column++;
    }
}
