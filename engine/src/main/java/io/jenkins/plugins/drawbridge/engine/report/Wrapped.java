package io.jenkins.plugins.drawbridge.engine.report;

/** Breaks a long line between words, so that no terminal breaks it inside of one. Stateless. */
public final class Wrapped {

    private Wrapped() {}

    /**
     * The text in lines of at most the width, unless a word is longer than that.
     *
     * @param taken columns that stand before it in its first line
     * @param width 0: one line, as long as need be
     * @param indent in front of every line but the first
     */
    public static String text(String text, int taken, int width, String indent) {
        if (width == 0 || taken + text.length() <= width) {
            return text;
        }
        StringBuilder lines = new StringBuilder();
        int column = taken;
        for (String word : text.split(" ")) {
            boolean fits = lines.isEmpty() || column + 1 + word.length() <= width;
            String joint = lines.isEmpty() ? "" : fits ? " " : "\n" + indent;
            lines.append(joint).append(word);
            column = (fits ? column + joint.length() : indent.length()) + word.length();
        }
        return lines.toString();
    }
}
