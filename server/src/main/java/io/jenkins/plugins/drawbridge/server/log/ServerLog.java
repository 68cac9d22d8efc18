package io.jenkins.plugins.drawbridge.server.log;

import java.io.PrintStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;

/** Where lines go, for the whole process; SLF4J leaves no other way. Thread-safe. */
public final class ServerLog {

    /** @param stream null: standard error, as it is at that moment */
    private record Target(LogForm form, @Nullable PrintStream stream) {}

    private static volatile Target target = new Target(LogForm.QUIET, null);

    private ServerLog() {}

    public static void write(LogForm form, PrintStream stream) {
        target = new Target(form, stream);
    }

    static boolean lets(Level level, String logger) {
        return target.form().lets(level, logger);
    }

    static void add(LoggingEvent event, String words) {
        Map<String, Object> facts = new LinkedHashMap<>();
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs().forEach(fact -> facts.put(fact.key, fact.value));
        }
        add(new LogLine(Instant.now(), event.getLevel(), event.getLoggerName(), words, facts, event.getThrowable()));
    }

    static void add(LogLine line) {
        Target now = target;
        PrintStream stream = now.stream() == null ? System.err : now.stream();
        stream.println(line.in(now.form()));
        stream.flush();
    }
}
