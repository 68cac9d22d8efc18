package io.jenkins.plugins.drawbridge.engine.report;

/** Builds HTML out of text that is always escaped. Not thread-safe. */
final class Html {

    private final StringBuilder html = new StringBuilder();

    /** Markup of our own; never foreign text. */
    Html raw(String markup) {
        html.append(markup);
        return this;
    }

    Html text(String text) {
        html.append(escape(PlainText.lines(text)));
        return this;
    }

    /** {@code <tag class="style">text</tag>}. */
    Html element(String tag, String style, String text) {
        return open(tag, style).text(text).close(tag);
    }

    Html open(String tag, String style) {
        return raw("<" + tag + (style.isEmpty() ? ">" : " class=\"" + style + "\">"));
    }

    Html close(String tag) {
        return raw("</" + tag + ">");
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(character);
            }
        }
        return escaped.toString();
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
