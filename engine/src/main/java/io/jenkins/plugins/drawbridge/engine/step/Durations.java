package io.jenkins.plugins.drawbridge.engine.step;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Durations as kubectl and mlp write them: {@code 90s}, {@code 1h30m}, {@code 1.5h}, {@code 500ms}, {@code 0}. */
public final class Durations {

    private static final Pattern WHOLE = Pattern.compile("0|([0-9]{1,9}(\\.[0-9]{1,9})?(ms|s|m|h))+");
    private static final Pattern PART = Pattern.compile("([0-9.]+)(ms|s|m|h)");

    private Durations() {}

    /** Empty if it is none. */
    public static Optional<Duration> parse(String text) {
        return WHOLE.matcher(text).matches()
                ? Optional.of(PART.matcher(text).results().map(Durations::part).reduce(Duration.ZERO, Duration::plus))
                : Optional.empty();
    }

    private static Duration part(MatchResult part) {
        Duration unit =
                switch (part.group(2)) {
                    case "h" -> Duration.ofHours(1);
                    case "m" -> Duration.ofMinutes(1);
                    case "s" -> Duration.ofSeconds(1);
                    default -> Duration.ofMillis(1);
                };
        BigDecimal nanos = new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit.toNanos()));
        BigDecimal[] seconds = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
        return Duration.ofSeconds(seconds[0].longValue(), seconds[1].longValue());
    }
}
