package io.jenkins.plugins.drawbridge.engine.yaml;

/** Text as it is written between double quotes: escapes that YAML and JSON both have. Stateless. */
public final class DoubleQuoted {

    private DoubleQuoted() {}

    /** With its quotes. */
    public static String quoted(String text) {
        StringBuilder written = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(character -> append(written, character));
        return written.append('"').toString();
    }

    /** Appends one character, as an escape if it cannot stand for itself or would not be seen. */
    public static void append(StringBuilder written, int character) {
        switch (character) {
            case '"' -> written.append("\\\"");
            case '\\' -> written.append("\\\\");
            case '\n' -> written.append("\\n");
            case '\r' -> written.append("\\r");
            case '\t' -> written.append("\\t");
            default -> {
                if (isSeen(character) || Character.isSupplementaryCodePoint(character)) {
                    written.appendCodePoint(character);
                } else {
                    written.append(String.format("\\u%04x", character));
                }
            }
        }
    }

    private static boolean isSeen(int character) {
        return character == ' '
                || switch (Character.getType(character)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.SPACE_SEPARATOR,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> false;
                    default -> true;
                };
    }
}
