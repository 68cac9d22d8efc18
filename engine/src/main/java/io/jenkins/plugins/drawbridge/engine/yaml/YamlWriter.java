package io.jenkins.plugins.drawbridge.engine.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * JSON values as YAML text that every reader takes alike: blocks, two spaces, dashes below their key, and quotes around
 * whatever another reader could take for no text. Stateless.
 */
public final class YamlWriter {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9._/+=-]*");
    /** What YAML 1.1 takes for a boolean, and our own reader does not. */
    private static final Set<String> SWITCHES = Set.of("y", "n", "yes", "no", "on", "off");

    private YamlWriter() {}

    /** One document, its last line ended. */
    public static String write(JsonNode value) {
        StringBuilder text = new StringBuilder();
        if (value.isContainerNode() && !value.isEmpty()) {
            block(text, value, "");
        } else {
            text.append(inline(value)).append('\n');
        }
        return text.toString();
    }

    /** A text as it can stand behind a key or a dash. */
    public static String scalar(String text) {
        boolean plain = PLAIN.matcher(text).matches()
                && !SWITCHES.contains(text.toLowerCase(Locale.ROOT))
                && PlainScalar.isText(text);
        return plain ? text : DoubleQuoted.quoted(text);
    }

    private static void block(StringBuilder text, JsonNode value, String indent) {
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                text.append(indent).append(scalar(entry.getKey())).append(':');
                behindKey(text, entry.getValue(), indent);
            }
        } else {
            for (JsonNode item : value) {
                text.append(indent).append('-');
                behindDash(text, item, indent + "  ");
            }
        }
    }

    private static void behindKey(StringBuilder text, JsonNode value, String indent) {
        if (value.isContainerNode() && !value.isEmpty()) {
            text.append('\n');
            block(text, value, value.isObject() ? indent + "  " : indent);
        } else {
            text.append(' ').append(inline(value)).append('\n');
        }
    }

    /** The first line of the item stands behind the dash. */
    private static void behindDash(StringBuilder text, JsonNode item, String indent) {
        if (item.isContainerNode() && !item.isEmpty()) {
            int start = text.length();
            block(text, item, indent);
            text.replace(start, start + indent.length(), " ");
        } else {
            text.append(' ').append(inline(item)).append('\n');
        }
    }

    private static String inline(JsonNode value) {
        return value.isTextual() ? scalar(value.textValue()) : value.toString();
    }
}
