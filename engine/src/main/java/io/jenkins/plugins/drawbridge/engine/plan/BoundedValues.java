package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * Keeps values of a change to a size a page and a log can bear. Of two long texts what shows is around their first
 * difference, so that a change never looks like none.
 */
final class BoundedValues {

    /** Characters of one value. */
    static final int MAX_CHARACTERS = 16_000;

    /** Characters kept before the first difference. */
    private static final int CONTEXT = 400;

    private BoundedValues() {}

    static FieldChange of(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
        String was = longText(before);
        String becomes = longText(after);
        if (was.length() <= MAX_CHARACTERS && becomes.length() <= MAX_CHARACTERS) {
            return new FieldChange(path, before, after);
        }
        int start = before == null || after == null ? 0 : start(was, becomes);
        return new FieldChange(
                path, before == null ? null : window(was, start), after == null ? null : window(becomes, start));
    }

    private static String longText(@Nullable JsonNode value) {
        if (value == null) {
            return "";
        }
        return value.isTextual() ? value.textValue() : value.toString();
    }

    private static int start(String was, String becomes) {
        int same = 0;
        int most = Math.min(was.length(), becomes.length());
        while (same < most && was.charAt(same) == becomes.charAt(same)) {
            same++;
        }
        int near = Math.max(0, same - CONTEXT);
        int line = was.indexOf('\n', near);
        return near > 0 && line >= 0 && line < same ? line + 1 : near;
    }

    private static JsonNode window(String text, int start) {
        int end = Math.min(text.length(), start + MAX_CHARACTERS);
        String head = start == 0 ? "" : "… (" + start + " characters without change)\n";
        String tail = end == text.length() ? "" : "\n… (" + (text.length() - end) + " more characters)";
        return TextNode.valueOf(head + text.substring(Math.min(start, end), end) + tail);
    }
}
