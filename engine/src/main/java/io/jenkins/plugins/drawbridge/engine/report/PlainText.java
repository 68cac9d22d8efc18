package io.jenkins.plugins.drawbridge.engine.report;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Text of manifests and clusters, made fit for a terminal or a page: control characters (an escape sequence could
 * rewrite the screen) and marks that turn the reading direction become a visible {@code �}.
 */
public final class PlainText {

    private static final char REPLACEMENT = '\uFFFD';

    private PlainText() {}

    /** One line. */
    public static String line(String text) {
        return clean(text, false);
    }

    /** Keeps line ends and tabs. */
    public static String lines(String text) {
        return clean(text.replace("\r\n", "\n"), true);
    }

    /** A text as it is, anything else as JSON. */
    static String of(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }

    private static String clean(String text, boolean manyLines) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            boolean kept = manyLines && (character == '\n' || character == '\t');
            clean.append(!kept && isDangerous(character) ? REPLACEMENT : character);
        }
        return clean.toString();
    }

    private static boolean isDangerous(char character) {
        return Character.isISOControl(character)
                || (character >= '\u200E' && character <= '\u200F')
                || (character >= '\u2028' && character <= '\u202E')
                || (character >= '\u2066' && character <= '\u2069');
    }
}
