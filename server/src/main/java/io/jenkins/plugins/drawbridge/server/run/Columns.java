package io.jenkins.plugins.drawbridge.server.run;

/**
 * How many columns of a terminal a text takes at most: letters of East Asia and most pictures take two. Terminals differ
 * over some, so what is not surely narrow counts as wide; too wide a line would wrap, and a frame drawn over it would
 * miss a row.
 *
 * @see <a href="https://www.unicode.org/reports/tr11/">Unicode, East Asian Width</a>
 */
final class Columns {

    /** Below are the alphabets; Hangul Jamo come first of what is wide. */
    private static final int FIRST_WIDE = 0x1100;

    private static final int PUNCTUATION = 0x2000;
    private static final int PICTURES = 0x2600;

    private Columns() {}

    /** The text, or as much of its beginning as fits with an ellipsis behind it. */
    static String cut(String text, int columns) {
        int width = 0;
        int fits = 0;
        for (int index = 0; index < text.length(); ) {
            int letter = text.codePointAt(index);
            width += width(letter);
            if (width > columns) {
                return text.substring(0, fits) + "…";
            }
            index += Character.charCount(letter);
            fits = width < columns ? index : fits;
        }
        return text;
    }

    private static int width(int letter) {
        boolean narrow = letter < FIRST_WIDE || (letter >= PUNCTUATION && letter < PICTURES);
        return narrow ? 1 : 2;
    }
}
