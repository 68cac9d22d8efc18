package io.jenkins.plugins.drawbridge.server.log;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * One event.
 *
 * @param facts in their order
 */
record LogLine(
        Instant at, Level level, String logger, String words, Map<String, Object> facts, @Nullable Throwable failure) {

    private static final ObjectMapper JSON = new ObjectMapper();

    String in(LogForm form) {
        return form == LogForm.JSON ? json() : text();
    }

    private String json() {
        ObjectNode line = JSON.createObjectNode();
        line.put("time", at.toString());
        line.put("level", level.name().toLowerCase(Locale.ROOT));
        line.put("message", words);
        facts.forEach((name, value) -> line.set(name, JSON.valueToTree(value)));
        line.put("logger", logger);
        if (failure != null) {
            line.put("error", trace(failure));
        }
        return line.toString();
    }

    private String text() {
        StringBuilder line = new StringBuilder();
        line.append(at).append(' ').append(level).append(' ').append(plain(words));
        facts.forEach((name, value) -> line.append(' ').append(name).append('=').append(quoted(String.valueOf(value))));
        if (failure != null) {
            line.append('\n').append(trace(failure).stripTrailing());
        }
        return line.toString();
    }

    private static String quoted(String value) {
        return value.matches("[A-Za-z0-9._:/#@+-]+")
                ? value
                : '"' + plain(value).replace("\"", "\\\"") + '"';
    }

    /** Nobody's text makes a second line, or speaks to a terminal. */
    private static String plain(String text) {
        return text.replace("\n", "\\n").replaceAll("\\p{Cntrl}", "?");
    }

    private static String trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
