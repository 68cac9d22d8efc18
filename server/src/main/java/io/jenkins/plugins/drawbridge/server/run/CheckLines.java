package io.jenkins.plugins.drawbridge.server.run;

import io.jenkins.plugins.drawbridge.engine.report.Colours;
import io.jenkins.plugins.drawbridge.server.cli.PlainText;
import io.jenkins.plugins.drawbridge.server.cli.Surroundings;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** Prints one line for each step of a check, with its time. Lines of several threads do not mix. */
final class CheckLines {

    private final Surroundings surroundings;
    private final Colours colours;
    private Duration last = Duration.ZERO;

    CheckLines(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.colours = Colours.when(surroundings.terminal().colours());
    }

    /** Remembers how long the work took, for the line that tells its result. */
    <T> T timed(Supplier<T> work) {
        long begun = System.nanoTime();
        T result = work.get();
        last = Duration.ofNanos(System.nanoTime() - begun);
        return result;
    }

    void passed(String where, String step) {
        passed(where, step, last);
    }

    synchronized void passed(String where, String step, Duration took) {
        String time = String.format(Locale.ROOT, "%6d ms", took.toMillis());
        String line = String.format(Locale.ROOT, "%s  %-32s %s", time, PlainText.of(where), PlainText.of(step));
        surroundings.out().println(colours.green("ok    ") + line.stripTrailing());
    }

    synchronized void failed(String sentence) {
        surroundings.out().flush();
        String[] lines = sentence.split("\\R");
        for (String line : lines) {
            surroundings.out().println(colours.red("FAILED ") + PlainText.of(line));
        }
    }
}
