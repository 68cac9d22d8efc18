package io.jenkins.plugins.drawbridge.engine.plan.smart;

/**
 * Which styles a text may be written in, by the characters it has (go-yaml v2's rules for block context).
 *
 * @param multiline holds a line break
 * @param plainAllowed needs no quotes, if it would not mean something else
 * @param singleQuotedAllowed needs no escapes
 * @param blockAllowed can be a {@code |} block
 */
record GoYamlAnalysis(boolean multiline, boolean plainAllowed, boolean singleQuotedAllowed, boolean blockAllowed) {

    private static final String FIRST_INDICATORS = "#,[]{}&*!|>'\"%@`";

    static GoYamlAnalysis of(int[] text) {
        if (text.length == 0) {
            return new GoYamlAnalysis(false, true, true, false);
        }
        boolean special = false;
        boolean breaks = false;
        boolean spaceThenBreak = false;
        boolean breakThenSpace = false;
        for (int index = 0; index < text.length; index++) {
            special |= !isPrintable(text[index]);
            breaks |= isBreak(text[index]);
            if (index > 0) {
                spaceThenBreak |= text[index - 1] == ' ' && isBreak(text[index]);
                breakThenSpace |= isBreak(text[index - 1]) && text[index] == ' ';
            }
        }
        boolean spaceAtEnd = text[text.length - 1] == ' ';
        boolean edges = text[0] == ' ' || spaceAtEnd;
        boolean escapes = spaceThenBreak || special;
        return new GoYamlAnalysis(
                breaks,
                !edges && !breaks && !escapes && !hasIndicators(text),
                !breakThenSpace && !escapes,
                !spaceAtEnd && !escapes);
    }

    private static boolean hasIndicators(int[] text) {
        if (text.length >= 3 && text[0] == text[1] && text[1] == text[2] && (text[0] == '-' || text[0] == '.')) {
            return true;
        }
        int first = text[0];
        if (FIRST_INDICATORS.indexOf(first) >= 0 || ((first == '?' || first == '-') && isBlankAt(text, 1))) {
            return true;
        }
        for (int index = 0; index < text.length; index++) {
            boolean mapping = text[index] == ':' && isBlankAt(text, index + 1);
            boolean comment = index > 0 && text[index] == '#' && isBlankOrBreak(text[index - 1]);
            if (mapping || comment) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBlankAt(int[] text, int index) {
        return index >= text.length || text[index] == ' ' || text[index] == '\t';
    }

    private static boolean isBlankOrBreak(int codePoint) {
        return codePoint == ' ' || codePoint == '\t' || codePoint == 0 || isBreak(codePoint);
    }

    static boolean isBreak(int codePoint) {
        return codePoint == '\n'
                || codePoint == '\r'
                || codePoint == 0x85
                || codePoint == 0x2028
                || codePoint == 0x2029;
    }

    /** Without tabs, and without everything beyond the basic plane: those are escaped. */
    static boolean isPrintable(int codePoint) {
        return codePoint == '\n'
                || (codePoint >= 0x20 && codePoint <= 0x7E)
                || (codePoint >= 0xA0 && codePoint <= 0xD7FF)
                || (codePoint >= 0xE000 && codePoint <= 0xFFFD && codePoint != 0xFEFF);
    }
}
