package io.jenkins.plugins.drawbridge.server.log;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/** Makes lines of what is logged. Thread-safe. */
final class LineLogger extends LegacyAbstractLogger implements LoggingEventAware {

    private static final long serialVersionUID = 1L;

    LineLogger(String name) {
        this.name = name;
    }

    @Override
    public void log(LoggingEvent event) {
        if (ServerLog.lets(event.getLevel(), name)) {
            ServerLog.add(event, MessageFormatter.basicArrayFormat(event.getMessage(), event.getArgumentArray()));
        }
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String message,
            Object @Nullable [] arguments,
            @Nullable Throwable failure) {
        ServerLog.add(new LogLine(
                Instant.now(),
                level,
                name,
                String.valueOf(MessageFormatter.basicArrayFormat(message, arguments)),
                Map.of(),
                failure));
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    public boolean isTraceEnabled() {
        return ServerLog.lets(Level.TRACE, name);
    }

    @Override
    public boolean isDebugEnabled() {
        return ServerLog.lets(Level.DEBUG, name);
    }

    @Override
    public boolean isInfoEnabled() {
        return ServerLog.lets(Level.INFO, name);
    }

    @Override
    public boolean isWarnEnabled() {
        return ServerLog.lets(Level.WARN, name);
    }

    @Override
    public boolean isErrorEnabled() {
        return ServerLog.lets(Level.ERROR, name);
    }
}
