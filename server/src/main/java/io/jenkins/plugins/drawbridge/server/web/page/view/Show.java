package io.jenkins.plugins.drawbridge.server.web.page.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times and spans as people read them. Stateless. */
public final class Show {

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Show() {}

    /** {@code 2026-03-01 09:30:00 UTC}; empty for null. */
    public static String utc(@Nullable Instant instant) {
        return instant == null ? "" : UTC.format(instant);
    }

    /** For {@code <time datetime>}. */
    public static String iso(@Nullable Instant instant) {
        return instant == null ? "" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** {@code 3 min ago}; {@code just now} below a few seconds. */
    public static String ago(@Nullable Instant instant, Instant now) {
        if (instant == null) {
            return "";
        }
        Duration past = Duration.between(instant, now);
        if (past.toSeconds() < 5) {
            return "just now";
        }
        return rough(past) + " ago";
    }

    private static String rough(Duration span) {
        if (span.toMinutes() == 0) {
            return span.toSeconds() + " s";
        }
        if (span.toHours() == 0) {
            return span.toMinutes() + " min";
        }
        if (span.toDays() == 0) {
            return span.toHours() + " h";
        }
        return span.toDays() == 1 ? "1 day" : span.toDays() + " days";
    }

    /** {@code 0.4 s}, {@code 12 s}, {@code 3 min 5 s}, {@code 2 h 1 min}. */
    public static String span(Duration span) {
        long millis = Math.max(0, span.toMillis());
        if (millis < 10_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        if (span.toMinutes() == 0) {
            return span.toSeconds() + " s";
        }
        if (span.toHours() == 0) {
            return span.toMinutes() + " min " + span.toSecondsPart() + " s";
        }
        return span.toHours() + " h " + span.toMinutesPart() + " min";
    }
}
