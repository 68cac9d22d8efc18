package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

/**
 * How a text is printed: what libyaml's analysis allows, with go-yaml v2's wishes.
 */
enum ScalarShape {
    PLAIN,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    LITERAL;

    static ScalarShape of(String text, boolean key) {
        Features features = new Features(text);
        if (text.indexOf('\n') >= 0) {
            return key || features.special || features.spaceBeforeBreak || text.endsWith(" ") ? DOUBLE_QUOTED : LITERAL;
        }
        if (!PlainText.isText(text) || features.special) {
            return DOUBLE_QUOTED;
        }
        return features.indicators || text.startsWith(" ") || text.endsWith(" ") ? SINGLE_QUOTED : PLAIN;
    }

    /** Printable without an escape; libyaml leaves out tabs, and whatever lies beyond the first 65,536 characters. */
    static boolean isPrintable(int character) {
        return character == '\n'
                || (character >= 0x20 && character <= 0x7E)
                || (character >= 0xA0 && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD && character != 0xFEFF);
    }

    private static final class Features {

        private boolean special;
        private boolean spaceBeforeBreak;
        private boolean indicators;

        private Features(String text) {
            indicators = text.startsWith("---") || text.startsWith("...");
            boolean afterBlank = true;
            for (int index = 0; index < text.length(); index += Character.charCount(text.codePointAt(index))) {
                int character = text.codePointAt(index);
                int next = index + Character.charCount(character);
                boolean beforeBlank = next >= text.length() || isBlank(text.charAt(next));
                special |= !isPrintable(character) || character == 0x2028 || character == 0x2029;
                spaceBeforeBreak |= character == ' ' && next < text.length() && text.charAt(next) == '\n';
                indicators |= isIndicator(character, index == 0, afterBlank, beforeBlank);
                afterBlank = isBlank(character) || character == '\n';
            }
        }

        private static boolean isIndicator(int character, boolean first, boolean afterBlank, boolean beforeBlank) {
            if (first && "#,[]{}&*!|>'\"%@`".indexOf(character) >= 0) {
                return true;
            }
            if (character == '#') {
                return afterBlank;
            }
            boolean onlyBeforeBlank = character == ':' || (first && (character == '?' || character == '-'));
            return onlyBeforeBlank && beforeBlank;
        }

        private static boolean isBlank(int character) {
            return character == ' ' || character == '\t';
        }
    }
}
