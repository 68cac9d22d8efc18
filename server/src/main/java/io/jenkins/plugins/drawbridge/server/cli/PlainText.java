package io.jenkins.plugins.drawbridge.server.cli;

/** Text of strangers made safe for a terminal: no escape sequences, no reordering of what is read. */
public final class PlainText {

    private PlainText() {}

    /** Control and format characters become {@code ?}; tabs become spaces. */
    public static String of(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(character -> plain.appendCodePoint(safe(character)));
        return plain.toString();
    }

    private static int safe(int character) {
        if (character == '\t') {
            return ' ';
        }
        int type = Character.getType(character);
        return type == Character.CONTROL
                        || type == Character.FORMAT
                        || type == Character.LINE_SEPARATOR
                        || type == Character.PARAGRAPH_SEPARATOR
                        || type == Character.SURROGATE
                ? '?'
                : character;
    }
}
