package io.jenkins.plugins.drawbridge.engine.yaml;

/**
 * The two things JSON allows and YAML 1.1 does not: tabs between tokens, which become spaces, and the escape {@code \/},
 * which loses its backslash (columns behind it in the same line count one less).
 */
final class JsonText {

    private JsonText() {}

    static String asYaml(String text) {
        boolean differs = text.indexOf('\t') >= 0 || text.contains("\\/");
        return differs && looksLikeJson(text) ? convert(text) : text;
    }

    private static boolean looksLikeJson(String text) {
        int first = 0;
        while (first < text.length() && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        return first < text.length() && (text.charAt(first) == '{' || text.charAt(first) == '[');
    }

    private static String convert(String text) {
        StringBuilder yaml = new StringBuilder(text.length());
        boolean quoted = false;
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (quoted && character == '\\' && index + 1 < text.length()) {
                index++;
                yaml.append(text.charAt(index) == '/' ? "" : "\\").append(text.charAt(index));
                continue;
            }
            quoted ^= character == '"';
            yaml.append(!quoted && character == '\t' ? ' ' : character);
        }
        return yaml.toString();
    }
}
