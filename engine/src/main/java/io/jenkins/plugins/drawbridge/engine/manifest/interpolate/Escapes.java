package io.jenkins.plugins.drawbridge.engine.manifest.interpolate;

/** The escapes of double-quoted YAML (YAML 1.1, 5.7). Stateless. */
final class Escapes {

    private static final String SHORT = "0abtnvfre \"/\\N_LP";

    private Escapes() {}

    /** Characters of the escape that begins at an index; 0 if none does. */
    static int lengthAt(String text, int index) {
        if (text.charAt(index) != '\\' || index + 1 == text.length()) {
            return 0;
        }
        char letter = text.charAt(index + 1);
        int digits = letter == 'x' ? 2 : letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
        if (digits == 0) {
            return SHORT.indexOf(letter) >= 0 ? 2 : 0;
        }
        int end = index + 2 + digits;
        boolean complete = end <= text.length()
                && text.substring(index + 2, end).chars().allMatch(digit -> Character.digit(digit, 16) >= 0);
        return complete ? end - index : 0;
    }

    /** Whether a text can stand between double quotes as it is. */
    static boolean areAllComplete(String text) {
        int index = 0;
        while (index < text.length()) {
            int length = lengthAt(text, index);
            char character = text.charAt(index);
            if (length == 0 && (character == '\\' || character == '"' || Character.isISOControl(character))) {
                return false;
            }
            index += Math.max(1, length);
        }
        return true;
    }
}
