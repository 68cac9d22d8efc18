package io.jenkins.plugins.drawbridge.engine.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What came back.
 *
 * @param retryAfter the header's value; empty if there is none
 * @param body its beginning, as text
 */
public record Reply(int status, String retryAfter, String body) {

    private static final Duration LONGEST_WISH = Duration.ofHours(1);

    public boolean isGood() {
        return status >= 200 && status < 300;
    }

    /** How long the server wishes us to wait (RFC 9110 10.2.3, both forms), an hour at most; empty if it says nothing. */
    public Optional<Duration> wish(Instant now) {
        if (retryAfter.matches("\\d{1,9}")) {
            return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(retryAfter))));
        }
        try {
            Instant then = ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(bounded(Duration.between(now, then)));
        } catch (DateTimeParseException noDate) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wish) {
        if (wish.isNegative()) {
            return Duration.ZERO;
        }
        return wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
    }
}
