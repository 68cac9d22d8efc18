package io.jenkins.plugins.drawbridge.server.cli;

import io.jenkins.plugins.drawbridge.engine.step.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as kubectl and mlp write them: {@code 90s}, {@code 1h30m}, {@code 500ms}, {@code 0}. */
final class GoDuration implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String value) {
        return Durations.parse(value)
                .orElseThrow(
                        () -> new TypeConversionException("'" + value + "' is no duration; write 90s, 10m or 1h30m"));
    }
}
