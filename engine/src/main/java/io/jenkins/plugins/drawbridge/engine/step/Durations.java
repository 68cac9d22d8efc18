package io.jenkins.plugins.drawbridge.engine.step;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Durations as kubectl and mlp write them: {@code 90s}, {@code 1h30m}, {@code 500ms}, {@code 0}. */
public final class Durations {

    private static final Pattern WHOLE = Pattern.compile("0|([0-9]{1,9}(ms|s|m|h))+");
    private static final Pattern PART = Pattern.compile("([0-9]+)(ms|s|m|h)");

    private Durations() {}

    /** Empty if it is none. */
    public static Optional<Duration> parse(String text) {
        return WHOLE.matcher(text).matches()
                ? Optional.of(PART.matcher(text).results().map(Durations::part).reduce(Duration.ZERO, Duration::plus))
                : Optional.empty();
    }

    private static Duration part(MatchResult part) {
        long amount = Long.parseLong(part.group(1));
        return switch (part.group(2)) {
            case "h" -> Duration.ofHours(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMillis(amount);
        };
    }
}
